/** What is known about a document beside its bytes. */
export interface DocumentOrigin {
  /** After redirects. */
  url: string;
  /** The Content-Type header. */
  contentType?: string | undefined;
  /** The task's currency, for what names none. */
  currencyHint?: string | undefined;
}
