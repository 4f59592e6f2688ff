/** The mark: a price tag whose eyelet signals. */
export function Mark({ size = 28 }: { size?: number }) {
  return <img src="/mark.svg" alt="" width={size} height={size} />;
}
