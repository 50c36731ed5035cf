import { incidentNews } from './incident-news.ts';

describe('incident news', () => {
  test('a session that moved · operators, districts and the domain are left to the page', () => {
    const reason =
      'Okta session of ada@kestrel.example moved from firefox on linux in Singapore (Geylang), SG (starhub ltd., AS4657) to firefox on windows in Paris, FR (orange s.a. (mobile), AS3215) 4 hours later';
    expect(incidentNews({ title: 'Session replayed', reason, user: 'ada@kestrel.example' }, 'Kestrel Custody')).toEqual(
      {
        title: 'Session replayed · Kestrel Custody',
        what: 'Okta session of ada moved from firefox on linux in Singapore, SG to firefox on windows in Paris, FR 4 hours later',
      },
    );
  });

  test('a reason that names nobody · the title does; what tells browsers and networks apart stays', () => {
    const reason = 'A session began on an unknown device (chrome on windows), a network new to the user (anonymiser)';
    expect(incidentNews({ title: 'Phishing proxy', reason, user: 'bo@acme.example' }, 'Acme')).toEqual({
      title: 'Phishing proxy · bo · Acme',
      what: reason,
    });
  });
});
