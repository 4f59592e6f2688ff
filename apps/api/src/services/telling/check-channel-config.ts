import type { AnyChannelKind, ChannelRegistry, Sealer } from '@goodshunter/channels';
import type { Guard } from '@goodshunter/safe-fetch';
import { describeIssues } from '../../describe-issue.js';
import { InvalidInputError } from '../../errors.js';

export interface ConfigChecks {
  kinds: ChannelRegistry;
  guard: Guard;
  sealer: Sealer;
}

type Config = Record<string, unknown>;

/** @throws {InvalidInputError} when there is no such kind, or it cannot be used here. */
export function requireKind({ kinds, sealer }: ConfigChecks, name: string): AnyChannelKind {
  const kind = kinds.get(name);
  if (kind === undefined) {
    throw new InvalidInputError([{ field: 'kind', message: `kind must be one of ${[...kinds.keys()].join(', ')}` }]);
  }
  const why = whyNot(kind, sealer);
  if (why !== null) throw new InvalidInputError([{ field: 'kind', message: `kind ${name} is not available: ${why}` }]);
  return kind;
}

/** Why a kind is not available here, in a sentence; null: it is. */
export function whyNot({ missing, secretFields }: AnyChannelKind, sealer: Sealer): string | null {
  if (missing !== undefined) return missing;
  if (secretFields.length > 0 && !sealer.hasKey)
    return 'NOTIFY_SECRET_KEY is not set, so its secrets could not be kept.';
  return null;
}

/**
 * The configuration of a channel as its kind's own schema takes it, opened; nothing in it may point to where nobody may connect.
 * @param stored what is known already: secrets that are left out, or come back as they were answered, stay as they are
 * @throws {InvalidInputError} naming the field, such as `config.url`
 */
export function checkConfig(checks: ConfigChecks, kind: AnyChannelKind, input: Config, stored: Config = {}): Config {
  const { sealer, guard } = checks;
  const known = sealer.open(stored, kind.secretFields);
  const config = { ...input };
  for (const field of kind.secretFields) {
    const isKept = config[field] === undefined || sealer.isMask(config[field]);
    if (isKept && known[field] !== undefined) config[field] = known[field];
  }
  const result = kind.configSchema.safeParse(config, { reportInput: false });
  if (!result.success) throw new InvalidInputError(describeIssues(result.error, ['config']));
  const problem = kind.check(result.data, guard);
  if (problem) {
    const field = `config.${problem.field}`;
    throw new InvalidInputError([{ field, message: `${field} ${problem.message}` }]);
  }
  return result.data as Config;
}
