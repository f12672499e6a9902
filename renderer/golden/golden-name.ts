/** As a person would name a golden record: given and family name, else its name, else its id. */
export function goldenName(goldenId: string, textOf: (attribute: string) => string | undefined): string {
  const person = [textOf('given_name'), textOf('family_name')].filter(Boolean).join(' ');
  return person || textOf('name') || goldenId;
}
