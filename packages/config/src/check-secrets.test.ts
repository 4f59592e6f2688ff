import { describe, expect, it } from '@jest/globals';
import { checkSecrets } from './check-secrets.js';
import { ConfigError } from './errors.js';
import { loadConfig } from './load-config.js';

const load = (env: Record<string, string>) => loadConfig({ GOODSHUNTER_CONFIG: '', ...env });

describe('checkSecrets', () => {
  it('warns about each default', () => {
    const warned: string[] = [];
    checkSecrets(load({}), ({ key }) => warned.push(key));
    expect(warned).toEqual(['redis.password', 'database.url']);
  });

  it('refuses them in strict mode, naming what to set and printing no secret', () => {
    const check = () => checkSecrets(load({ APP_STRICT_SECRETS: 'true' }), () => {});
    expect(check).toThrow(ConfigError);
    expect(check).toThrow(/REDIS_PASSWORD/);
    expect(check).not.toThrow(/goodshunter_redis/);
  });
});
