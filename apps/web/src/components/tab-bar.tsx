import type { KeyboardEvent } from 'react';
import classes from './tab-bar.module.css';

interface TabBarProps<Name extends string> {
  label: string;
  tabs: readonly { name: Name; label: string }[];
  current: Name;
  onChange: (name: Name) => void;
}

/** Tabs; arrows go from one to the next. */
export function TabBar<Name extends string>({ label, tabs, current, onChange }: TabBarProps<Name>) {
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[tabs.findIndex(({ name }) => name === current) + by];
    if (by === 0 || !next) return;
    onChange(next.name);
    (event.currentTarget.querySelector(`[data-name="${next.name}"]`) as HTMLElement | null)?.focus();
  }
  return (
    <div role="tablist" aria-label={label} className={classes.bar} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          data-name={tab.name}
          aria-selected={tab.name === current}
          tabIndex={tab.name === current ? 0 : -1}
          className={`${classes.tab} num`}
          onClick={() => onChange(tab.name)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
