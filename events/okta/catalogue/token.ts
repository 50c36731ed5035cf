import type { EventTypeGroup } from './rule.ts';
import { each } from './rule.ts';

/** OAuth grants, consents, API tokens. The client of these calls is mostly a server: they are no evidence of where a person is. */
export const TOKENS: readonly EventTypeGroup[] = [
  {
    eventTypes: each(`
      app.oauth2.token.grant app.oauth2.token.grant.access_token app.oauth2.token.grant.id_jag app.oauth2.token.grant.id_token
      app.oauth2.token.grant.interclient_token app.oauth2.token.grant.oauth_sts app.oauth2.token.grant.refresh_token
      app.oauth2.token.grant.service_account app.oauth2.token.grant.vaulted_secret app.oauth2.token.oauth_sts.request_token
      app.oauth2.as.token.grant app.oauth2.as.token.grant.access_token app.oauth2.as.token.grant.device_secret
      app.oauth2.as.token.grant.id_token app.oauth2.as.token.grant.interclient_token app.oauth2.as.token.grant.refresh_token
    `),
    operation: 'token_issue',
    category: ['authentication'],
    type: ['info'],
    facts: ['internal', 'non_interactive'],
  },
  {
    eventTypes: each(`
      app.oauth2.authorize app.oauth2.authorize.code app.oauth2.authorize.implicit.access_token
      app.oauth2.authorize.implicit.id_token app.oauth2.interact.interaction_code app.oauth2.interact.interaction_handle
      app.oauth2.signon
      app.oauth2.as.authorize app.oauth2.as.authorize.code app.oauth2.as.authorize.implicit.access_token
      app.oauth2.as.authorize.implicit.id_token app.oauth2.as.authorize.scope_denied
      app.oauth2.as.interact.interaction_code app.oauth2.as.interact.interaction_handle app.oauth2.as.evaluate.claim
    `),
    operation: 'token_issue',
    category: ['authentication'],
    type: ['info'],
    facts: ['internal', 'non_interactive'],
  },
  {
    eventTypes: each(`
      app.oauth2.token.revoke app.oauth2.token.revoke.implicit.as app.oauth2.token.revoke.implicit.client
      app.oauth2.token.revoke.implicit.user app.oauth2.as.token.revoke
    `),
    operation: 'session_revoke',
    category: ['session'],
    type: ['end'],
    facts: ['internal', 'non_interactive'],
  },
  {
    eventTypes: each(`
      app.oauth2.consent.grant app.oauth2.admin.consent.grant app.oauth2.as.consent.grant account.org.consent.grant
      app.oauth2.admin.consent.revoke app.oauth2.as.consent.revoke app.oauth2.as.consent.revoke.implicit.as
      app.oauth2.as.consent.revoke.implicit.client app.oauth2.as.consent.revoke.implicit.scope
      app.oauth2.as.consent.revoke.implicit.user app.oauth2.as.consent.revoke.user app.oauth2.as.consent.revoke.user.client
      account.org.consent.revoke
    `),
    operation: 'consent',
    category: ['iam'],
    type: ['change'],
  },
  {
    eventTypes: each(`app.oauth2.invalid_client_credentials app.oauth2.client_id_rate_limit_warning`),
    operation: 'other',
    category: ['authentication'],
    type: ['info'],
    facts: ['internal'],
  },
  {
    eventTypes: each(`
      system.api_token.create system.api_token.enable system.api_token.revoke system.api_token.update
      app.oauth2.client.lifecycle.activate app.oauth2.client.lifecycle.create app.oauth2.client.lifecycle.deactivate
      app.oauth2.client.lifecycle.delete app.oauth2.client.lifecycle.update app.oauth2.client.read_client_secret
      app.oauth2.credentials.lifecycle.activate app.oauth2.credentials.lifecycle.create
      app.oauth2.credentials.lifecycle.deactivate app.oauth2.credentials.lifecycle.delete
      app.oauth2.as.resource_server.credentials.lifecycle.activate app.oauth2.as.resource_server.credentials.lifecycle.create
      app.oauth2.as.resource_server.credentials.lifecycle.deactivate app.oauth2.as.resource_server.credentials.lifecycle.delete
      app.oauth2.key.rollover app.oauth2.as.key.rollover app.oauth2.trusted_server.add app.oauth2.trusted_server.delete
      oauth2.as.activated oauth2.as.created oauth2.as.deactivated oauth2.as.deleted oauth2.as.updated
      oauth2.claim.created oauth2.claim.deleted oauth2.claim.updated
      oauth2.scope.created oauth2.scope.deleted oauth2.scope.updated
    `),
    operation: 'policy_change',
    category: ['configuration'],
    type: ['change'],
  },
  {
    eventTypes: each(`
      system.api_token.request_outside_allowed_range system.oauth2.token.request_outside_allowed_range
    `),
    operation: 'other',
    category: ['api'],
    type: ['denied'],
    facts: ['verdict_suspicious'],
  },
];
