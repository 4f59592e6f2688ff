/** What stands beside amounts: quick, and only ever a hint. */
export const PRICE_SIGN =
  /[$€£¥￥₩₹₽₺₪₫฿₴₱₦₸]|(?:^|[\s\d.,-])(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|AUD|CAD|JPY|CNY|RMB|BRL|AED|SAR|TL|RM|Rs\.?|kr|zł|Kč|Ft|lei|лв|руб|грн|сом)\b|[円元원]|(?:руб|грн|zł|Kč|TL|kr)\.?$|ر\.س|د\.إ|ش"ח|ש״ח|تومان|ريال/;
