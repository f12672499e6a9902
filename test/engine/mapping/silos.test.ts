import { describe, expect, test } from 'vitest';
import { suggestSource } from '../../../main/engine/mapping/suggest.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { SILOS } from './silos.ts';
import { rulesAsText } from './tables.ts';

describe('exports of common tools are understood without help', () => {
  test.each(SILOS)('$what', ({ table, entity, key, rules, unmapped }) => {
    const suggestion = suggestSource(table, DEFAULT_MODEL);
    expect({ entity: suggestion.entity, key: suggestion.key }).toEqual({ entity, key });
    expect(rulesAsText(suggestion)).toEqual(rules);
    expect(suggestion.unmapped).toEqual(unmapped);
  });

  test.each(SILOS)('$what: still understood under a name that says nothing', ({ table, entity }) => {
    expect(suggestSource({ ...table, name: 'data' }, DEFAULT_MODEL).entity).toBe(entity);
  });
});
