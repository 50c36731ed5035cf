import { isInternal } from './guard.ts';

describe('isInternal', () => {
  test.each(['8.8.8.8', '34.117.59.81', '52.89.214.238', '2a00:1450:4001:81d::200e', '2606:4700::6810:84e5'])(
    '%s · is reached over the internet · no',
    (address) => {
      expect(isInternal(address)).toBe(false);
    },
  );

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.100.100.200',
    '127.0.0.1',
    '168.63.129.16',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
  ])('%s · is not, or leads elsewhere · yes', (address) => {
    expect(isInternal(address)).toBe(true);
  });
});
