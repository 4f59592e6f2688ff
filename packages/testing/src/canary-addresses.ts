/** One address of each kind that no request of the house may reach: private networks, metadata services, what is reserved. */
export const CANARY_ADDRESSES: readonly string[] = [
  '10.0.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '198.18.0.1',
  'fd00:ec2::254',
];
