/** Cities people live in, visit or attack from: id, name, region, ISO 3166-2, country, latitude, longitude, IANA zone. */
export const CITIES = `
nyc|New York|New York|US-NY|United States|40.7128|-74.0060|America/New_York
chi|Chicago|Illinois|US-IL|United States|41.8781|-87.6298|America/Chicago
dal|Dallas|Texas|US-TX|United States|32.7767|-96.7970|America/Chicago
den|Denver|Colorado|US-CO|United States|39.7392|-104.9903|America/Denver
sfo|San Francisco|California|US-CA|United States|37.7749|-122.4194|America/Los_Angeles
lax|Los Angeles|California|US-CA|United States|34.0522|-118.2437|America/Los_Angeles
sea|Seattle|Washington|US-WA|United States|47.6062|-122.3321|America/Los_Angeles
atl|Atlanta|Georgia|US-GA|United States|33.7490|-84.3880|America/New_York
bos|Boston|Massachusetts|US-MA|United States|42.3601|-71.0589|America/New_York
tor|Toronto|Ontario|CA-ON|Canada|43.6532|-79.3832|America/Toronto
van|Vancouver|British Columbia|CA-BC|Canada|49.2827|-123.1207|America/Vancouver
lon|London|England|GB-ENG|United Kingdom|51.5074|-0.1278|Europe/London
man|Manchester|England|GB-ENG|United Kingdom|53.4808|-2.2426|Europe/London
dub|Dublin|Leinster|IE-L|Ireland|53.3498|-6.2603|Europe/Dublin
par|Paris|Île-de-France|FR-IDF|France|48.8566|2.3522|Europe/Paris
lyo|Lyon|Auvergne-Rhône-Alpes|FR-ARA|France|45.7640|4.8357|Europe/Paris
ber|Berlin|Berlin|DE-BE|Germany|52.5200|13.4050|Europe/Berlin
muc|Munich|Bavaria|DE-BY|Germany|48.1351|11.5820|Europe/Berlin
ham|Hamburg|Hamburg|DE-HH|Germany|53.5511|9.9937|Europe/Berlin
fra|Frankfurt am Main|Hesse|DE-HE|Germany|50.1109|8.6821|Europe/Berlin
ams|Amsterdam|North Holland|NL-NH|Netherlands|52.3676|4.9041|Europe/Amsterdam
bru|Brussels|Brussels Capital|BE-BRU|Belgium|50.8503|4.3517|Europe/Brussels
mad|Madrid|Madrid|ES-MD|Spain|40.4168|-3.7038|Europe/Madrid
bcn|Barcelona|Catalonia|ES-CT|Spain|41.3874|2.1686|Europe/Madrid
lis|Lisbon|Lisbon|PT-11|Portugal|38.7223|-9.1393|Europe/Lisbon
opo|Porto|Porto|PT-13|Portugal|41.1579|-8.6291|Europe/Lisbon
mil|Milan|Lombardy|IT-25|Italy|45.4642|9.1900|Europe/Rome
rom|Rome|Lazio|IT-62|Italy|41.9028|12.4964|Europe/Rome
zrh|Zurich|Zurich|CH-ZH|Switzerland|47.3769|8.5417|Europe/Zurich
vie|Vienna|Vienna|AT-9|Austria|48.2082|16.3738|Europe/Vienna
waw|Warsaw|Mazovia|PL-14|Poland|52.2297|21.0122|Europe/Warsaw
krk|Krakow|Lesser Poland|PL-12|Poland|50.0647|19.9450|Europe/Warsaw
prg|Prague|Prague|CZ-10|Czechia|50.0755|14.4378|Europe/Prague
sto|Stockholm|Stockholm|SE-AB|Sweden|59.3293|18.0686|Europe/Stockholm
osl|Oslo|Oslo|NO-03|Norway|59.9139|10.7522|Europe/Oslo
cph|Copenhagen|Capital Region|DK-84|Denmark|55.6761|12.5683|Europe/Copenhagen
hel|Helsinki|Uusimaa|FI-18|Finland|60.1699|24.9384|Europe/Helsinki
buh|Bucharest|Bucharest|RO-B|Romania|44.4268|26.1025|Europe/Bucharest
ist|Istanbul|Istanbul|TR-34|Turkey|41.0082|28.9784|Europe/Istanbul
iev|Kyiv|Kyiv|UA-30|Ukraine|50.4501|30.5234|Europe/Kyiv
tlv|Tel Aviv|Tel Aviv|IL-TA|Israel|32.0853|34.7818|Asia/Jerusalem
dxb|Dubai|Dubai|AE-DU|United Arab Emirates|25.2048|55.2708|Asia/Dubai
bom|Mumbai|Maharashtra|IN-MH|India|19.0760|72.8777|Asia/Kolkata
blr|Bengaluru|Karnataka|IN-KA|India|12.9716|77.5946|Asia/Kolkata
sin|Singapore|Singapore|SG-01|Singapore|1.3521|103.8198|Asia/Singapore
hkg|Hong Kong|Hong Kong|HK-HK|Hong Kong|22.3193|114.1694|Asia/Hong_Kong
tyo|Tokyo|Tokyo|JP-13|Japan|35.6762|139.6503|Asia/Tokyo
osa|Osaka|Osaka|JP-27|Japan|34.6937|135.5023|Asia/Tokyo
sel|Seoul|Seoul|KR-11|South Korea|37.5665|126.9780|Asia/Seoul
syd|Sydney|New South Wales|AU-NSW|Australia|-33.8688|151.2093|Australia/Sydney
mel|Melbourne|Victoria|AU-VIC|Australia|-37.8136|144.9631|Australia/Melbourne
akl|Auckland|Auckland|NZ-AUK|New Zealand|-36.8509|174.7645|Pacific/Auckland
gru|São Paulo|São Paulo|BR-SP|Brazil|-23.5505|-46.6333|America/Sao_Paulo
mex|Mexico City|Mexico City|MX-CMX|Mexico|19.4326|-99.1332|America/Mexico_City
bue|Buenos Aires|Buenos Aires|AR-C|Argentina|-34.6037|-58.3816|America/Argentina/Buenos_Aires
jnb|Johannesburg|Gauteng|ZA-GP|South Africa|-26.2041|28.0473|Africa/Johannesburg
los|Lagos|Lagos|NG-LA|Nigeria|6.5244|3.3792|Africa/Lagos
mow|Moscow|Moscow|RU-MOW|Russia|55.7558|37.6173|Europe/Moscow
`;
