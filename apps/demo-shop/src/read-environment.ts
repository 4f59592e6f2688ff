import { z } from 'zod';

const schema = z.object({
  DEMO_SHOP_PORT: z.coerce.number().int().min(0).max(65_535).default(8084),
  DEMO_SHOP_HOST: z.string().min(1).default('127.0.0.1'),
  DEMO_SHOP_SEED: z.coerce.number().int().min(0).max(4_294_967_295).default(20),
  DEMO_SHOP_SPEED: z.coerce.number().min(0).max(100_000).default(1),
  DEMO_SHOP_LISTINGS: z.coerce.number().int().min(1).max(1000).default(36),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export interface DemoShopSettings {
  /** 0 asks the system for a free one. @default 8084 */
  port: number;
  /** Address to listen on. The controls have no password: leave it private. @default '127.0.0.1' */
  host: string;
  /** @default 20 */
  seed: number;
  /** Shop seconds per second; 0 stands still. @default 1 */
  speed: number;
  /** Listings of each shop on its first day. @default 36 */
  size: number;
  logLevel: string;
}

/** @throws {Error} naming every variable that is not understood. */
export function readEnvironment(environment: Record<string, string | undefined>): DemoShopSettings {
  // Compose hands on unset variables as empty ones.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`the environment is not understood: ${faults.join('; ')}`, { cause: parsed.error });
  }
  const { data } = parsed;
  return {
    port: data.DEMO_SHOP_PORT,
    host: data.DEMO_SHOP_HOST,
    seed: data.DEMO_SHOP_SEED,
    speed: data.DEMO_SHOP_SPEED,
    size: data.DEMO_SHOP_LISTINGS,
    logLevel: data.LOG_LEVEL,
  };
}
