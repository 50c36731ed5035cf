import type { TenantId } from '../../events/identity.ts';
import type { Alert } from '../../detectors/kit/alert.ts';

/** What travels on `mfa.alerts`: the newest word of detection on one alert. */
export interface AlertRecord {
  readonly tenant: TenantId;
  readonly user: string;
  readonly id: string;
  /** Offset of the observation that changed it: of one alert the highest wins. */
  readonly sequence: number;
  readonly detection: 'active' | 'retracted';
  /** Absent only in retractions of alerts whose evidence has left the state. */
  readonly alert?: Alert;
  readonly replacedBy?: string;
  /** Found by an import or a change of settings: shown, never paged. */
  readonly quiet?: true;
}
