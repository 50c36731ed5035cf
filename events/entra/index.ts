import type { JsonObject, MfaEvent } from '../event.ts';
import type { NormaliseContext, Provider } from '../normalise.ts';
import type { Result } from '../result.ts';
import { reject } from '../result.ts';
import { normaliseAudit } from './audit.ts';
import type { Form, Stream } from './form.ts';
import { formOf, streamOf } from './form.ts';
import { normaliseRisk } from './risk.ts';
import { normaliseSignIn } from './signin.ts';

const NORMALISERS: Readonly<Record<Stream, (form: Form, context: NormaliseContext) => Result<readonly MfaEvent[]>>> = {
  signin: normaliseSignIn,
  audit: normaliseAudit,
  risk: normaliseRisk,
};

/**
 * Microsoft Entra ID: sign-ins, directory audits and risk detections, as Graph (beta and v1.0), Azure diagnostics, Log Analytics
 * (Sentinel) and the admin center's downloads deliver them. Every form of one record gives the same event.
 */
export const entra: Provider = {
  source: 'entra',
  recognise: (record: JsonObject) => streamOf(record),
  normalise: (record: JsonObject, context: NormaliseContext) => {
    const form = formOf(record);
    return form === undefined
      ? reject('unknown_shape', 'neither a sign-in nor an audit nor a risk record of Entra')
      : NORMALISERS[form.stream](form, context);
  },
};
