export type ShopErrorCode = 'LISTING_NOT_FOUND' | 'SHOP_NOT_FOUND' | 'HANDLE_TAKEN';

/** A request to the stock that cannot be met. `code` is stable. */
export class ShopError extends Error {
  readonly code: ShopErrorCode;

  constructor(code: ShopErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ShopError';
    this.code = code;
  }
}
