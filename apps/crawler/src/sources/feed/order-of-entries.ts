const SAMPLE = 20;

/** Whether what stands for the age of entries (dates, else numbers of ids and links), as far as there is any, grows from the beginning to the end. */
export function growsToTheEnd(ages: readonly (string | number | undefined)[]): boolean {
  const known = ages.filter((age) => age !== undefined);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || first >= last) return false;
  let falls = 0;
  for (let index = 1; index < known.length; index++) if ((known[index] ?? '') < (known[index - 1] ?? '')) falls += 1;
  return falls <= known.length / 4;
}

/** A feed with more entries than are read: whether its newest stand last, by dates, and where there are none by the last number of each name. */
export function standsLast<Entry>(
  entries: readonly Entry[],
  dateOf: (entry: Entry) => string | undefined,
  nameOf: (entry: Entry) => string,
): boolean {
  const step = Math.max(1, Math.floor(entries.length / SAMPLE));
  const few = entries.filter((_entry, index) => index % step === 0);
  const dates = few.map(dateOf);
  return growsToTheEnd(
    dates.some((date) => date !== undefined) ? dates : few.map((entry) => lastNumber(nameOf(entry))),
  );
}

function lastNumber(name: string): number | undefined {
  const digits = /(\d{1,15})\D*$/.exec(name.slice(-200))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
