import {
  IconBell,
  IconBrandDiscord,
  IconBrandSlack,
  IconBrandTelegram,
  IconDeviceDesktop,
  IconHome,
  IconMail,
  IconMessage,
  IconWebhook,
} from '@tabler/icons-react';

const ICONS = {
  telegram: IconBrandTelegram,
  email: IconMail,
  mail: IconMail,
  discord: IconBrandDiscord,
  slack: IconBrandSlack,
  ntfy: IconBell,
  push: IconDeviceDesktop,
  'browser-push': IconDeviceDesktop,
  matrix: IconMessage,
  mqtt: IconHome,
  webhook: IconWebhook,
} as const;

export function ChannelIcon({ kind }: { kind: string }) {
  const Icon = ICONS[kind as keyof typeof ICONS] ?? IconBell;
  return <Icon size={20} stroke={1.75} aria-hidden />;
}
