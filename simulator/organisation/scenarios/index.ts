import { bornElsewhere } from './born-elsewhere.ts';
import { cookieJar } from './cookie-jar.ts';
import { delivery } from './delivery.ts';
import { newHardware } from './new-hardware.ts';
import { notTheUser } from './not-the-user.ts';
import { phoneNonUse } from './phone-non-use.ts';
import { phoneRecovery } from './phone-recovery.ts';
import { phoneUse } from './phone-use.ts';
import { refreshToken } from './refresh-token.ts';
import { roaming } from './roaming.ts';
import { sameBrowser } from './same-browser.ts';
import { sessionId } from './session-id.ts';
import type { Scenario } from './stage.ts';
import { travel } from './travel.ts';
import { verdicts } from './verdicts.ts';

export const SCENARIOS: readonly Scenario[] = [
  ...cookieJar,
  ...sessionId,
  ...sameBrowser,
  ...bornElsewhere,
  ...refreshToken,
  ...verdicts,
  ...travel,
  ...phoneUse,
  ...phoneRecovery,
  ...phoneNonUse,
  ...roaming,
  ...notTheUser,
  ...newHardware,
  ...delivery,
];
