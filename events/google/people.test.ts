import { activity, ALICE, eventOf } from '../../test/support/google-activity.ts';

const SYSTEM = { callerType: 'KEY', key: 'SYSTEM' };

describe('google people', () => {
  test('an actor · is the user, address in lower case, with the immutable id', () => {
    const event = eventOf(activity('login', 'logout', {}, { actor: { ...ALICE, email: 'Alice@Example.COM' } }));
    expect(event.user).toEqual({ id: ALICE.profileId, name: 'alice@example.com', email: 'alice@example.com' });
  });

  test('an actor without an address · is known by id', () => {
    expect(eventOf(activity('login', 'logout', {}, { actor: { profileId: '7' } })).user).toEqual({ id: '7' });
  });

  test('a warning about the actor · keeps the id, a warning about somebody else has none', () => {
    const about = (address: string): unknown =>
      eventOf(activity('login', 'suspicious_login', { affected_email_address: address })).user;
    expect(about('ALICE@example.com')).toMatchObject({ id: ALICE.profileId });
    expect(about('bob@example.com')).toEqual({ name: 'bob@example.com', email: 'bob@example.com' });
  });

  test('Google itself changing an account · internal, and an event of its victim only', () => {
    const event = eventOf(
      activity('admin', 'SUSPEND_USER', { USER_EMAIL: 'bob@example.com' }, { actor: SYSTEM, ipAddress: undefined }),
    );
    expect(event.user).toEqual({ target: { name: 'bob@example.com', email: 'bob@example.com' } });
    expect(event.mfa.facts).toEqual(['internal']);
    expect(event.source).toBeUndefined();
    expect(event.related).toEqual({ user: ['bob@example.com'] });
    expect(event.google_workspace).toMatchObject({ actor: { caller_type: 'KEY', key: 'SYSTEM' } });
  });

  test('no actor at all · nobody, and nothing claimed', () => {
    const event = eventOf(activity('login', 'logout', {}, { actor: undefined, ipAddress: undefined }));
    expect(event.user).toBeUndefined();
    expect(event.related).toBeUndefined();
    expect(event.mfa.facts).toEqual([]);
  });

  test('an OAuth client acting for a person · is named beside them', () => {
    const actor = {
      ...ALICE,
      applicationInfo: { oauthClientId: '12.apps', applicationName: 'Script', impersonation: true },
    };
    expect(eventOf(activity('admin', 'CREATE_USER', {}, { actor })).google_workspace).toMatchObject({
      actor: { application: { oauth_client_id: '12.apps', name: 'Script', impersonation: true } },
    });
  });
});

describe('google phone numbers', () => {
  test.each([
    ['admin', 'CHANGE_RECOVERY_PHONE', 'NEW_VALUE', '+44 20 7946 0958', '+•• •• •••• ••58'],
    ['admin', 'CHANGE_USER_CUSTOM_FIELD', 'USER_PHONE', '4155550123', '••••••••23'],
    ['login', 'recovery_phone_edit', 'phone', '+14155550123', '+•••••••••23'],
  ])('%s %s · never stores a full number (I9)', (application, name, parameter, value, masked) => {
    const event = eventOf(activity(application, name, { [parameter]: value }));
    expect(event.google_workspace?.['parameters']).toEqual({ [parameter]: masked });
    expect(JSON.stringify(event)).not.toContain(value);
  });

  test('numbers that are no phone · stay', () => {
    const event = eventOf(
      activity('admin', 'AUTHORIZE_API_CLIENT_ACCESS', { API_CLIENT_NAME: '106850843410684334493' }),
    );
    expect(event.google_workspace).toMatchObject({ parameters: { API_CLIENT_NAME: '106850843410684334493' } });
  });
});
