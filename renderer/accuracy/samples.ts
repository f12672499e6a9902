import { useMutation, useQuery } from '@tanstack/react-query';
import { type AccuracySample, LEAST_LABELS } from '../../shared/contract/accuracy.ts';
import { client } from '../api/client.ts';
import { api } from '../api/queries.ts';

/** Samples of an entity, the last one first. */
export const useSamples = (entity: string) => useQuery(api.accuracy.list.queryOptions({ input: { entity } }));

/** Enough is told for figures. */
export const hasResult = ({ labelled, unsure }: AccuracySample): boolean => labelled - unsure >= LEAST_LABELS;

export const useResult = (sample: AccuracySample | undefined) =>
  useQuery({
    ...api.accuracy.result.queryOptions({ input: { sample: sample?.uid ?? '' } }),
    enabled: sample !== undefined && hasResult(sample),
  });

/** Draws a sample; what is known of earlier ones is asked again. */
export const useStart = (entity: string) =>
  useMutation({
    mutationFn: (size: number) => client.accuracy.start({ entity, size }),
    meta: { invalidates: [api.accuracy.key()] },
  });
