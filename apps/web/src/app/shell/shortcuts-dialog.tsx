import { Modal } from '@mantine/core';
import { useText } from '../../lib/i18n/index.js';
import classes from './shortcuts-dialog.module.css';

const KEYS = [
  ['n', 'newHunt'],
  ['/', 'find'],
  ['g f', 'feed'],
  ['g h', 'hunts'],
  ['g a', 'attention'],
  ['g s', 'settings'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['.', 'showNew'],
  ['e', 'edit'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const;

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  return (
    <Modal opened onClose={onClose} title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className={classes.keys}>
        {KEYS.map(([keys, name]) => (
          <div key={keys} className={classes.line}>
            <dd>{t(`shortcuts.${name}`)}</dd>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
