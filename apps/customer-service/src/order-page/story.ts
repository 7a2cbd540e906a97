import { ORDER_COURSE } from '@concord/contracts';

/** One event of an order, for a person. */
export interface Sentence {
  readonly at: string;
  readonly text: string;
  /** The event behind it. */
  readonly cause: string;
}

const SENTENCES_MAX = 40;

const PLACE: ReadonlyMap<string, number> = new Map(ORDER_COURSE.map((type, n) => [type, n]));

/**
 * The story with one more sentence at its place in time. A repeated event is left out. A long story keeps its beginning
 * and its end.
 */
export function told(
  story: readonly Sentence[],
  { type, occurredAt }: { readonly type: string; readonly occurredAt: string },
  text: string,
): Sentence[] {
  const sentence = { at: occurredAt, text, cause: type };
  if (story.some((known) => known.cause === type && known.text === text && known.at === occurredAt)) return [...story];
  const after = story.findLastIndex((known) => !isLater(known, sentence));
  const longer = story.toSpliced(after + 1, 0, sentence);
  return longer.length > SENTENCES_MAX ? longer.toSpliced(1, 1) : longer;
}

function isLater(one: Sentence, other: Sentence): boolean {
  if (one.at !== other.at) return one.at > other.at;
  const [place, otherPlace] = [one, other].map(({ cause }) => PLACE.get(cause) ?? PLACE.size) as [number, number];
  return place === otherPlace ? one.text > other.text : place > otherPlace;
}
