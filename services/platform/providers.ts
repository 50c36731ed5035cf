import { entra } from '../../events/entra/index.ts';
import { google } from '../../events/google/index.ts';
import type { Provider } from '../../events/normalise.ts';
import { okta } from '../../events/okta/index.ts';

/** Every identity provider there is; adding one adds a folder to events/ and a line here. */
export const PROVIDERS: readonly Provider[] = [okta, entra, google];
