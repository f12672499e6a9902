const SAME_DIGITS = /^0?(\d)\1{6,}$/;
/** 0600000000, 0611111111, 0100000000: a prefix and one digit to the end. */
const SAME_TO_THE_END = /^\d{1,4}(\d)\1{7,}$/;
const SEQUENCES = new Set([
  '0102030405',
  '0123456789',
  '1234567890',
  '0987654321',
  '9876543210',
  '0123456',
  '01234567',
  '12345678',
  '123456789',
]);
const DOUBTFUL = new Set([
  '0612345678',
  '0712345678',
  '0607080910',
  '0601020304',
  '0605040302',
  '0698765432',
  '0605060708',
  '0708091011',
]);
/** 06 06 06 06 06, 01 01 01 01 01. */
const SAME_PAIRS = /^(\d\d)\1{4}$/;

/** Whether a number as dialled inside its country (with the zero) is one people invent. */
export function judgePhonePlaceholder(dialled: string): 'placeholder' | 'doubtful' | 'none' {
  if (SAME_DIGITS.test(dialled) || SAME_TO_THE_END.test(dialled) || SEQUENCES.has(dialled))
    return 'placeholder';
  return DOUBTFUL.has(dialled) || SAME_PAIRS.test(dialled) ? 'doubtful' : 'none';
}
