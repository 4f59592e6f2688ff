import type { SqlParam } from '@goodshunter/db';

/** SQL with its values. */
export interface Part {
  text: string;
  params: SqlParam[];
}

/** Conditions that are joined by AND. */
export class Conditions {
  readonly conditions: string[] = [];
  readonly params: SqlParam[] = [];

  add(condition: string, ...values: SqlParam[]): this {
    this.conditions.push(condition);
    this.params.push(...values);
    return this;
  }

  get text(): string {
    return this.conditions.join(' AND ');
  }
}
