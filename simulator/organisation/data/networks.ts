/** Written by build-network-table.ts: kind, city, ASN, holder, prefix. Addresses: DB-IP (CC BY 4.0) and RouteViews. */
export const NETWORKS = `
carrier|akl|4771|Spark New Zealand Trading Limited|115.188.248.0/24
carrier|akl|4771|Spark New Zealand Trading Limited|115.189.0.0/18
carrier|akl|9500|One New Zealand Group Limited|2407:7000:1300::/40
carrier|akl|9500|One New Zealand Group Limited|2407:7000:8300::/40
carrier|akl|9500|One New Zealand Group Limited|27.252.12.0/22
carrier|akl|9500|One New Zealand Group Limited|27.252.64.0/21
carrier|ams|1136|KPN B.V.|2001:889:4d00::/40
carrier|ams|1136|KPN B.V.|2001:88f:7400::/40
carrier|ams|1136|KPN B.V.|31.149.12.0/23
carrier|ams|1136|KPN B.V.|31.149.24.0/23
carrier|ams|50266|Odido Netherlands B.V.|5.132.116.0/22
carrier|ams|50266|Odido Netherlands B.V.|5.132.120.0/21
carrier|atl|20057|AT&T Enterprises, LLC|12.72.166.0/23
carrier|atl|20057|AT&T Enterprises, LLC|12.72.168.0/22
carrier|atl|20057|AT&T Enterprises, LLC|2600:380:1200::/40
carrier|atl|21928|T-Mobile USA, Inc.|24.221.0.0/19
carrier|atl|21928|T-Mobile USA, Inc.|2607:fb90:7c27::/48
carrier|atl|21928|T-Mobile USA, Inc.|2607:fb90:7cb4::/48
carrier|atl|22394|Verizon Business|141.207.32.0/22
carrier|atl|22394|Verizon Business|174.41.32.0/21
carrier|atl|6167|Verizon Business|2600:1005:314f::/48
carrier|atl|6167|Verizon Business|2600:1005:cbc3::/48
carrier|atl|6167|Verizon Business|75.205.0.0/21
carrier|atl|6167|Verizon Business|75.205.176.0/20
carrier|bcn|12430|VODAFONE ESPANA S.A.U.|2.155.38.0/23
carrier|bcn|12430|VODAFONE ESPANA S.A.U.|2.155.64.0/23
carrier|bcn|12479|Orange Espagne SA|37.14.12.0/22
carrier|bcn|12479|Orange Espagne SA|37.14.4.0/22
carrier|bcn|3352|TELEFONICA DE ESPANA S.A.U.|2.136.218.0/23
carrier|bcn|3352|TELEFONICA DE ESPANA S.A.U.|2.140.208.0/21
carrier|ber|3320|Deutsche Telekom AG|2003:166:f400::/40
carrier|ber|3320|Deutsche Telekom AG|2003:8:e600::/40
carrier|ber|3320|Deutsche Telekom AG|37.80.8.0/21
carrier|ber|3320|Deutsche Telekom AG|62.153.16.0/20
carrier|ber|6805|Telefonica Germany GmbH & Co.OHG|2.210.32.0/19
carrier|ber|6805|Telefonica Germany GmbH & Co.OHG|2.210.72.0/21
carrier|blr|45609|Bharti Airtel Limited|2401:4900:819::/48
carrier|blr|45609|Bharti Airtel Limited|2401:4900:81b::/48
carrier|blr|45609|Bharti Airtel Limited|27.57.208.0/20
carrier|blr|45609|Bharti Airtel Limited|27.57.224.0/20
carrier|blr|55836|Reliance Jio Infocomm Limited|23.35.0.0/20
carrier|blr|55836|Reliance Jio Infocomm Limited|23.37.240.0/20
carrier|blr|55836|Reliance Jio Infocomm Limited|2405:204:5800::/40
carrier|blr|55836|Reliance Jio Infocomm Limited|2405:204:5f00::/40
carrier|bom|45609|Bharti Airtel Limited|106.192.52.0/22
carrier|bom|45609|Bharti Airtel Limited|2401:4900:900::/48
carrier|bom|45609|Bharti Airtel Limited|2401:4900:904::/48
carrier|bom|45609|Bharti Airtel Limited|27.60.244.0/22
carrier|bom|55836|Reliance Jio Infocomm Limited|23.55.16.0/20
carrier|bom|55836|Reliance Jio Infocomm Limited|23.63.216.0/21
carrier|bom|55836|Reliance Jio Infocomm Limited|2405:200:0::/40
carrier|bom|55836|Reliance Jio Infocomm Limited|2405:200:100::/40
carrier|bos|20057|AT&T Enterprises, LLC|12.72.122.0/24
carrier|bos|20057|AT&T Enterprises, LLC|12.72.226.0/24
carrier|bos|21928|T-Mobile USA, Inc.|170.206.36.0/22
carrier|bos|21928|T-Mobile USA, Inc.|208.54.100.0/22
carrier|bos|21928|T-Mobile USA, Inc.|2607:fb90:6800::/40
carrier|bos|21928|T-Mobile USA, Inc.|2607:fb90:ad6e::/48
carrier|bos|22394|Verizon Business|63.58.34.0/23
carrier|bos|22394|Verizon Business|63.58.58.0/23
carrier|bos|6167|Verizon Business|2001:4888:8e7c::/48
carrier|bos|6167|Verizon Business|2001:4888:ba9b::/48
carrier|bos|6167|Verizon Business|75.210.16.0/22
carrier|bos|6167|Verizon Business|75.210.4.0/22
carrier|bru|47377|Orange Belgium SA|31.57.205.0/24
carrier|bru|47377|Orange Belgium SA|62.88.0.0/18
carrier|bru|5432|Proximus NV|23.61.4.0/22
carrier|bru|5432|Proximus NV|2a02:a00b:100::/40
carrier|bru|5432|Proximus NV|2a02:a02c:6300::/40
carrier|bru|5432|Proximus NV|37.62.0.0/23
carrier|bue|22927|Telefonica de Argentina|131.0.104.0/22
carrier|bue|22927|Telefonica de Argentina|168.226.0.0/19
carrier|bue|22927|Telefonica de Argentina|2800:380:6d00::/40
carrier|bue|22927|Telefonica de Argentina|2800:380:6e00::/40
carrier|bue|7303|Telecom Argentina S.A.|2.18.56.0/22
carrier|bue|7303|Telecom Argentina S.A.|2001:13d4:fe00::/40
carrier|bue|7303|Telecom Argentina S.A.|2001:13d5:8300::/40
carrier|bue|7303|Telecom Argentina S.A.|23.216.88.0/22
carrier|buh|8708|DIGI ROMANIA S.A.|2.17.116.0/22
carrier|buh|8708|DIGI ROMANIA S.A.|2a02:2f04:fc00::/40
carrier|buh|8708|DIGI ROMANIA S.A.|2a02:2f05:2800::/40
carrier|buh|8708|DIGI ROMANIA S.A.|5.2.136.0/21
carrier|buh|9050|Orange Romania S.A.|2a02:d14:1800::/40
carrier|buh|9050|Orange Romania S.A.|2a02:d16:8600::/40
carrier|buh|9050|Orange Romania S.A.|80.97.192.0/21
carrier|buh|9050|Orange Romania S.A.|80.97.216.0/21
carrier|chi|20057|AT&T Enterprises, LLC|12.73.40.0/22
carrier|chi|20057|AT&T Enterprises, LLC|12.73.56.0/21
carrier|chi|20057|AT&T Enterprises, LLC|2600:380:3c00::/40
carrier|chi|20057|AT&T Enterprises, LLC|2600:380:600::/40
carrier|chi|21928|T-Mobile USA, Inc.|24.221.32.0/21
carrier|chi|21928|T-Mobile USA, Inc.|24.221.64.0/18
carrier|chi|21928|T-Mobile USA, Inc.|2607:fb90:17d2::/48
carrier|chi|21928|T-Mobile USA, Inc.|2607:fb90:a32c::/48
carrier|chi|22394|Verizon Business|63.43.170.0/23
carrier|chi|22394|Verizon Business|63.43.84.0/23
carrier|chi|6167|Verizon Business|72.105.56.0/21
carrier|chi|6167|Verizon Business|72.106.240.0/20
carrier|cph|3292|TDC Holding A/S|2.104.28.0/22
carrier|cph|3292|TDC Holding A/S|2.104.4.0/22
carrier|cph|3292|TDC Holding A/S|2a00:eec0:2a00::/40
carrier|cph|3292|TDC Holding A/S|2a00:eec0:ea00::/40
carrier|cph|9158|Telenor A/S|2.128.166.0/23
carrier|cph|9158|Telenor A/S|2.128.176.0/23
carrier|dal|20057|AT&T Enterprises, LLC|107.80.184.0/23
carrier|dal|20057|AT&T Enterprises, LLC|12.72.77.0/24
carrier|dal|20057|AT&T Enterprises, LLC|2600:380:2d00::/40
carrier|dal|20057|AT&T Enterprises, LLC|2600:380:3300::/40
carrier|dal|21928|T-Mobile USA, Inc.|2607:fb90:4700::/40
carrier|dal|21928|T-Mobile USA, Inc.|2607:fb90:9600::/40
carrier|dal|21928|T-Mobile USA, Inc.|66.94.17.0/24
carrier|dal|21928|T-Mobile USA, Inc.|75.123.128.0/18
carrier|dal|22394|Verizon Business|63.41.48.0/21
carrier|dal|22394|Verizon Business|63.41.72.0/21
carrier|dal|6167|Verizon Business|2600:100d:8b00::/40
carrier|dal|6167|Verizon Business|2600:100d:d400::/40
carrier|dal|6167|Verizon Business|63.46.0.0/19
carrier|den|20057|AT&T Enterprises, LLC|155.170.184.0/21
carrier|den|20057|AT&T Enterprises, LLC|155.170.208.0/20
carrier|den|21928|T-Mobile USA, Inc.|167.20.100.0/22
carrier|den|21928|T-Mobile USA, Inc.|170.206.192.0/22
carrier|den|21928|T-Mobile USA, Inc.|2607:fb90:6e3f::/48
carrier|den|21928|T-Mobile USA, Inc.|2607:fb90:6ea4::/48
carrier|den|22394|Verizon Business|69.78.224.0/19
carrier|den|6167|Verizon Business|72.105.64.0/21
carrier|den|6167|Verizon Business|75.203.160.0/19
carrier|dub|13280|Three Ireland (Hutchison) limited|2a00:8680:c600::/40
carrier|dub|13280|Three Ireland (Hutchison) limited|2a00:8680:d600::/40
carrier|dub|13280|Three Ireland (Hutchison) limited|31.200.184.0/21
carrier|dub|13280|Three Ireland (Hutchison) limited|62.40.32.0/19
carrier|dub|15502|Vodafone Ireland Limited|37.110.220.0/23
carrier|dub|15502|Vodafone Ireland Limited|5.253.124.0/22
carrier|dub|5466|Eircom Limited|51.171.168.0/22
carrier|dub|5466|Eircom Limited|51.171.76.0/22
carrier|dxb|15802|Emirates Integrated Telecommunications Company PJSC|2a00:f28:2a00::/40
carrier|dxb|15802|Emirates Integrated Telecommunications Company PJSC|2a00:f28:2b00::/40
carrier|dxb|15802|Emirates Integrated Telecommunications Company PJSC|5.30.16.0/20
carrier|dxb|15802|Emirates Integrated Telecommunications Company PJSC|5.30.8.0/22
carrier|dxb|5384|EMIRATES TELECOMMUNICATIONS GROUP COMPANY (ETISALAT GROUP) PJSC|2.48.0.0/20
carrier|dxb|5384|EMIRATES TELECOMMUNICATIONS GROUP COMPANY (ETISALAT GROUP) PJSC|2.48.24.0/21
carrier|fra|3320|Deutsche Telekom AG|2.163.0.0/18
carrier|fra|3320|Deutsche Telekom AG|2.163.64.0/18
carrier|fra|3320|Deutsche Telekom AG|2003:66:ca00::/40
carrier|fra|3320|Deutsche Telekom AG|2003:6:7300::/40
carrier|fra|6805|Telefonica Germany GmbH & Co.OHG|2.212.64.0/21
carrier|fra|6805|Telefonica Germany GmbH & Co.OHG|2.212.8.0/22
carrier|gru|26599|TELEFONICA BRASIL S.A|152.234.112.0/21
carrier|gru|26599|TELEFONICA BRASIL S.A|152.240.24.0/21
carrier|gru|26599|TELEFONICA BRASIL S.A|2804:18:d00::/40
carrier|gru|26599|TELEFONICA BRASIL S.A|2804:18:f00::/40
carrier|gru|26615|TIM S/A|177.30.0.0/19
carrier|gru|26615|TIM S/A|2804:180:4100::/40
carrier|gru|26615|TIM S/A|2804:180:cb00::/40
carrier|gru|28573|Claro NXT Telecomunicacoes Ltda|177.32.0.0/18
carrier|gru|28573|Claro NXT Telecomunicacoes Ltda|2804:14c:300::/40
carrier|ham|3320|Deutsche Telekom AG|2.162.0.0/18
carrier|ham|3320|Deutsche Telekom AG|2.162.64.0/18
carrier|ham|3320|Deutsche Telekom AG|2003:105:4700::/40
carrier|ham|3320|Deutsche Telekom AG|2003:8c:e200::/40
carrier|ham|6805|Telefonica Germany GmbH & Co.OHG|2.210.136.0/21
carrier|ham|6805|Telefonica Germany GmbH & Co.OHG|2.210.144.0/22
carrier|hel|16086|DNA Oyj|2001:6ea:f600::/40
carrier|hel|16086|DNA Oyj|2001:6ef:c700::/40
carrier|hel|16086|DNA Oyj|37.33.10.0/23
carrier|hel|16086|DNA Oyj|37.33.48.0/22
carrier|hel|719|RIPE Network Coordination Centre|2001:999:4500::/40
carrier|hel|719|RIPE Network Coordination Centre|2001:99d:a100::/40
carrier|hel|719|RIPE Network Coordination Centre|31.7.16.0/20
carrier|hel|719|RIPE Network Coordination Centre|62.142.0.0/20
carrier|hkg|4760|PCCW IMS Limited|1.36.0.0/18
carrier|hkg|4760|PCCW IMS Limited|2404:c800:1300::/40
carrier|hkg|4760|PCCW IMS Limited|2404:c800:6300::/40
carrier|hkg|9269|Hong Kong Broadband Network Limited|14.136.16.0/20
carrier|hkg|9269|Hong Kong Broadband Network Limited|14.136.32.0/19
carrier|iev|15895|Kyivstar PJSC|2a02:8a8:5400::/40
carrier|iev|15895|Kyivstar PJSC|2a02:8a8:be00::/40
carrier|iev|15895|Kyivstar PJSC|5.248.180.0/23
carrier|iev|15895|Kyivstar PJSC|5.248.2.0/24
carrier|ist|15897|Vodafone Telekomunikasyon A.S.|2a00:1880:3300::/40
carrier|ist|15897|Vodafone Telekomunikasyon A.S.|2a00:1880:a500::/40
carrier|ist|15897|Vodafone Telekomunikasyon A.S.|5.226.192.0/18
carrier|ist|16135|TURKCELL ILETISIM HIZMETLERI A.S.|2a02:4e0:5500::/40
carrier|ist|16135|TURKCELL ILETISIM HIZMETLERI A.S.|2a02:4e0:a700::/40
carrier|ist|16135|TURKCELL ILETISIM HIZMETLERI A.S.|5.11.136.0/21
carrier|ist|16135|TURKCELL ILETISIM HIZMETLERI A.S.|5.11.144.0/20
carrier|jnb|16637|MTN SA|2001:4218:9300::/40
carrier|jnb|16637|MTN SA|2001:4218:f400::/40
carrier|jnb|16637|MTN SA|41.112.0.0/18
carrier|jnb|29975|Vodacom|41.1.0.0/19
carrier|jnb|37457|Telkom SA Ltd.|41.147.192.0/23
carrier|jnb|37457|Telkom SA Ltd.|41.150.32.0/22
carrier|krk|12912|T-Mobile Polska S.A.|37.31.42.0/23
carrier|krk|12912|T-Mobile Polska S.A.|37.31.50.0/23
carrier|krk|39603|P4 Sp. z o.o.|5.173.40.0/23
carrier|krk|39603|P4 Sp. z o.o.|5.173.52.0/23
carrier|krk|5617|Orange Polska Spolka Akcyjna|2a00:f41:5826::/48
carrier|krk|5617|Orange Polska Spolka Akcyjna|2a00:f41:ca9::/48
carrier|krk|5617|Orange Polska Spolka Akcyjna|37.47.64.0/22
carrier|krk|5617|Orange Polska Spolka Akcyjna|37.47.78.0/23
carrier|lax|20057|AT&T Enterprises, LLC|107.77.228.0/23
carrier|lax|20057|AT&T Enterprises, LLC|107.93.64.0/18
carrier|lax|20057|AT&T Enterprises, LLC|2600:380:4a00::/40
carrier|lax|20057|AT&T Enterprises, LLC|2600:380:4b00::/40
carrier|lax|21928|T-Mobile USA, Inc.|24.221.192.0/19
carrier|lax|21928|T-Mobile USA, Inc.|24.221.40.0/21
carrier|lax|21928|T-Mobile USA, Inc.|2607:fb90:4f00::/40
carrier|lax|21928|T-Mobile USA, Inc.|2607:fb90:600::/40
carrier|lax|22394|Verizon Business|174.41.40.0/21
carrier|lax|22394|Verizon Business|72.96.72.0/21
carrier|lax|6167|Verizon Business|2600:1012:b047::/48
carrier|lax|6167|Verizon Business|72.103.248.0/21
carrier|lax|6167|Verizon Business|72.109.93.0/24
carrier|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81e:f800::/40
carrier|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81f:9500::/40
carrier|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|5.158.16.0/22
carrier|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|5.158.4.0/22
carrier|lis|2860|NOS COMUNICACOES, S.A.|2001:1589:a800::/40
carrier|lis|2860|NOS COMUNICACOES, S.A.|2001:158c:e400::/40
carrier|lis|2860|NOS COMUNICACOES, S.A.|62.169.64.0/21
carrier|lis|2860|NOS COMUNICACOES, S.A.|62.169.88.0/21
carrier|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.104.0/23
carrier|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.42.0/23
carrier|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:4000::/40
carrier|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:900::/40
carrier|lon|206067|Hutchison 3G UK Limited|2a04:4a42:5600::/40
carrier|lon|206067|Hutchison 3G UK Limited|2a04:4a42:9600::/40
carrier|lon|206067|Hutchison 3G UK Limited|92.40.0.0/21
carrier|lon|206067|Hutchison 3G UK Limited|92.40.12.0/22
carrier|lon|25135|Vodafone Limited|88.82.20.0/22
carrier|lon|25135|Vodafone Limited|89.104.32.0/19
carrier|lon|29180|Telefonica UK Limited|82.132.188.0/22
carrier|lon|29180|Telefonica UK Limited|82.132.200.0/21
carrier|los|29465|MTN NIGERIA Communication limited|2c0f:f5c0:ac00::/40
carrier|los|29465|MTN NIGERIA Communication limited|2c0f:f5c0:fc00::/40
carrier|los|29465|MTN NIGERIA Communication limited|41.206.0.0/20
carrier|los|29465|MTN NIGERIA Communication limited|41.206.16.0/21
carrier|lyo|15557|Societe Francaise Du Radiotelephone - SFR SA|37.65.40.0/23
carrier|lyo|15557|Societe Francaise Du Radiotelephone - SFR SA|77.192.112.0/22
carrier|lyo|51207|Free Mobile SAS|37.174.15.0/24
carrier|lyo|5410|Bouygues Telecom SA|2001:861:206::/48
carrier|lyo|5410|Bouygues Telecom SA|2a04:cec0:1105::/48
carrier|lyo|5410|Bouygues Telecom SA|5.48.12.0/22
carrier|lyo|5410|Bouygues Telecom SA|5.48.48.0/21
carrier|mad|12430|VODAFONE ESPANA S.A.U.|2.155.240.0/22
carrier|mad|12430|VODAFONE ESPANA S.A.U.|2.155.6.0/23
carrier|mad|12430|VODAFONE ESPANA S.A.U.|2a01:801:7700::/40
carrier|mad|12430|VODAFONE ESPANA S.A.U.|2a01:801:bb00::/40
carrier|mad|12479|Orange Espagne SA|1.178.224.0/22
carrier|mad|12479|Orange Espagne SA|37.11.0.0/21
carrier|mad|3352|TELEFONICA DE ESPANA S.A.U.|2.138.24.0/21
carrier|mad|3352|TELEFONICA DE ESPANA S.A.U.|2.138.32.0/19
carrier|mad|3352|TELEFONICA DE ESPANA S.A.U.|2a02:9007:c100::/40
carrier|mad|3352|TELEFONICA DE ESPANA S.A.U.|2a02:900c:2a00::/40
carrier|man|206067|Hutchison 3G UK Limited|2a04:4a43:414f::/48
carrier|man|206067|Hutchison 3G UK Limited|92.41.218.0/23
carrier|man|206067|Hutchison 3G UK Limited|94.196.184.0/21
carrier|man|25135|Vodafone Limited|148.252.146.0/24
carrier|mel|1221|Telstra Limited|1.130.0.0/18
carrier|mel|1221|Telstra Limited|1.130.64.0/18
carrier|mel|133612|Vodafone Australia Pty Ltd|101.115.136.0/21
carrier|mel|133612|Vodafone Australia Pty Ltd|101.115.152.0/21
carrier|mel|133612|Vodafone Australia Pty Ltd|2405:6e00:4dc::/48
carrier|mel|133612|Vodafone Australia Pty Ltd|2405:6e00:4dd::/48
carrier|mel|4804|SingTel Optus Pty Ltd|1.43.16.0/22
carrier|mel|4804|SingTel Optus Pty Ltd|1.43.8.0/22
carrier|mex|28403|RadioMovil Dipsa, S.A. de C.V.|200.68.128.0/22
carrier|mex|28403|RadioMovil Dipsa, S.A. de C.V.|200.68.134.0/23
carrier|mex|28403|RadioMovil Dipsa, S.A. de C.V.|2806:370:bd00::/40
carrier|mex|28403|RadioMovil Dipsa, S.A. de C.V.|2806:370:cb00::/40
carrier|mex|8151|Uninet S.A. de C.V.|148.207.144.0/22
carrier|mex|8151|Uninet S.A. de C.V.|148.221.128.0/19
carrier|mex|8151|Uninet S.A. de C.V.|2001:1208:e700::/40
carrier|mex|8151|Uninet S.A. de C.V.|2001:1208:f00::/40
carrier|mil|16232|Telecom Italia S.p.A.|2.192.32.0/20
carrier|mil|16232|Telecom Italia S.p.A.|2.192.64.0/20
carrier|mil|24608|WIND TRE S.P.A.|2.159.0.0/18
carrier|mil|24608|WIND TRE S.P.A.|2a03:1700:3200::/40
carrier|mil|24608|WIND TRE S.P.A.|2a03:1707:6e00::/40
carrier|mil|30722|Vodafone Italia S.p.A.|2.32.104.0/21
carrier|mil|30722|Vodafone Italia S.p.A.|2.32.32.0/22
carrier|mil|30722|Vodafone Italia S.p.A.|2a01:820:7800::/40
carrier|mil|30722|Vodafone Italia S.p.A.|2a01:820:db00::/40
carrier|mow|16345|PJSC Vimpelcom|2a02:2668:5c00::/40
carrier|mow|16345|PJSC Vimpelcom|2a02:2668:a00::/40
carrier|mow|16345|PJSC Vimpelcom|37.9.240.0/21
carrier|mow|16345|PJSC Vimpelcom|46.16.96.0/21
carrier|mow|25159|PJSC MegaFon|2a03:d000:4500::/40
carrier|mow|25159|PJSC MegaFon|2a03:d000:4f00::/40
carrier|mow|25159|PJSC MegaFon|37.28.176.0/21
carrier|mow|25159|PJSC MegaFon|62.64.0.0/20
carrier|mow|31133|PJSC MegaFon|2a03:d000:2600::/40
carrier|mow|31133|PJSC MegaFon|2a03:d000:2b00::/40
carrier|mow|31133|PJSC MegaFon|31.173.0.0/20
carrier|mow|31133|PJSC MegaFon|31.173.32.0/19
carrier|muc|3320|Deutsche Telekom AG|2.165.80.0/20
carrier|muc|3320|Deutsche Telekom AG|2.165.96.0/19
carrier|muc|3320|Deutsche Telekom AG|2003:e4:e500::/40
carrier|muc|3320|Deutsche Telekom AG|2003:ee:6400::/40
carrier|muc|6805|Telefonica Germany GmbH & Co.OHG|2.208.0.0/22
carrier|muc|6805|Telefonica Germany GmbH & Co.OHG|2.208.64.0/21
carrier|muc|6805|Telefonica Germany GmbH & Co.OHG|2001:1a28:1600::/40
carrier|muc|6805|Telefonica Germany GmbH & Co.OHG|2001:1a28:d100::/40
carrier|nyc|20057|AT&T Enterprises, LLC|12.72.0.0/22
carrier|nyc|20057|AT&T Enterprises, LLC|12.72.8.0/21
carrier|nyc|20057|AT&T Enterprises, LLC|2600:380:1500::/40
carrier|nyc|20057|AT&T Enterprises, LLC|2600:380:700::/40
carrier|nyc|21928|T-Mobile USA, Inc.|173.4.64.0/19
carrier|nyc|21928|T-Mobile USA, Inc.|2607:fb90:7b00::/40
carrier|nyc|21928|T-Mobile USA, Inc.|2607:fb90:aa00::/40
carrier|nyc|21928|T-Mobile USA, Inc.|68.25.128.0/20
carrier|nyc|22394|Verizon Business|63.40.214.0/23
carrier|nyc|22394|Verizon Business|63.40.232.0/22
carrier|nyc|6167|Verizon Business|2001:4888:5600::/40
carrier|nyc|6167|Verizon Business|2001:4888:e600::/40
carrier|nyc|6167|Verizon Business|72.104.128.0/21
carrier|nyc|6167|Verizon Business|72.104.64.0/21
carrier|opo|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81b:73eb::/48
carrier|opo|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81c:68c2::/48
carrier|opo|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|5.43.0.0/18
carrier|opo|2860|NOS COMUNICACOES, S.A.|78.130.0.0/23
carrier|opo|2860|NOS COMUNICACOES, S.A.|78.130.64.0/23
carrier|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.156.0/22
carrier|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.168.0/22
carrier|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:dfd0::/48
carrier|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:ec8a::/48
carrier|osa|17676|SoftBank Corp.|1.112.84.0/24
carrier|osa|17676|SoftBank Corp.|111.188.152.0/23
carrier|osa|2516|KDDI CORPORATION|14.9.228.0/22
carrier|osa|2516|KDDI CORPORATION|14.9.24.0/23
carrier|osa|9605|NTT DOCOMO, INC.|1.73.18.0/23
carrier|osa|9605|NTT DOCOMO, INC.|1.73.22.0/23
carrier|osa|9605|NTT DOCOMO, INC.|240a:40:4100::/40
carrier|osa|9605|NTT DOCOMO, INC.|240a:40:5400::/40
carrier|osl|2119|Telenor Norge AS|2.148.0.0/21
carrier|osl|2119|Telenor Norge AS|2.148.16.0/22
carrier|osl|2119|Telenor Norge AS|2001:4649:c600::/40
carrier|osl|2119|Telenor Norge AS|2001:4653:df00::/40
carrier|par|15557|Societe Francaise Du Radiotelephone - SFR SA|2a00:6201:cd00::/40
carrier|par|15557|Societe Francaise Du Radiotelephone - SFR SA|2a00:6204:4700::/40
carrier|par|15557|Societe Francaise Du Radiotelephone - SFR SA|37.64.0.0/22
carrier|par|15557|Societe Francaise Du Radiotelephone - SFR SA|37.64.36.0/22
carrier|par|51207|Free Mobile SAS|2a0d:e482:800::/40
carrier|par|51207|Free Mobile SAS|2a0d:e487:f200::/40
carrier|par|51207|Free Mobile SAS|37.1.232.0/21
carrier|par|51207|Free Mobile SAS|37.8.160.0/19
carrier|par|5410|Bouygues Telecom SA|2001:862:6100::/40
carrier|par|5410|Bouygues Telecom SA|2001:863:1a00::/40
carrier|par|5410|Bouygues Telecom SA|5.48.64.0/18
carrier|prg|13036|T-Mobile Czech Republic a.s.|2001:af0:4e00::/40
carrier|prg|13036|T-Mobile Czech Republic a.s.|2001:af0:f800::/40
carrier|prg|13036|T-Mobile Czech Republic a.s.|37.48.28.0/22
carrier|prg|13036|T-Mobile Czech Republic a.s.|37.48.6.0/23
carrier|prg|5610|O2 Czech Republic, a.s.|2001:41d8:5b00::/40
carrier|prg|5610|O2 Czech Republic, a.s.|2001:41d8:8200::/40
carrier|prg|5610|O2 Czech Republic, a.s.|37.188.152.0/23
carrier|prg|5610|O2 Czech Republic, a.s.|37.188.224.0/21
carrier|rom|16232|Telecom Italia S.p.A.|2.194.16.0/20
carrier|rom|16232|Telecom Italia S.p.A.|2.194.64.0/18
carrier|rom|16232|Telecom Italia S.p.A.|2a03:8980:5400::/40
carrier|rom|16232|Telecom Italia S.p.A.|2a03:8980:ed00::/40
carrier|rom|24608|WIND TRE S.P.A.|37.227.128.0/18
carrier|rom|30722|Vodafone Italia S.p.A.|2.38.100.0/22
carrier|rom|30722|Vodafone Italia S.p.A.|2.38.64.0/22
carrier|sea|20057|AT&T Enterprises, LLC|107.89.0.0/20
carrier|sea|20057|AT&T Enterprises, LLC|107.89.32.0/19
carrier|sea|20057|AT&T Enterprises, LLC|2600:380:2400::/40
carrier|sea|20057|AT&T Enterprises, LLC|2600:380:2500::/40
carrier|sea|21928|T-Mobile USA, Inc.|24.221.224.0/19
carrier|sea|21928|T-Mobile USA, Inc.|24.221.48.0/20
carrier|sea|21928|T-Mobile USA, Inc.|2607:fb90:8300::/40
carrier|sea|21928|T-Mobile USA, Inc.|2607:fb90:b200::/40
carrier|sea|22394|Verizon Business|72.96.208.0/21
carrier|sea|22394|Verizon Business|97.133.16.0/20
carrier|sea|6167|Verizon Business|2600:100f:2100::/40
carrier|sea|6167|Verizon Business|2600:100f:dc00::/40
carrier|sea|6167|Verizon Business|72.104.184.0/21
carrier|sea|6167|Verizon Business|72.107.184.0/21
carrier|sel|17858|LG POWERCOMM|14.4.0.0/20
carrier|sel|17858|LG POWERCOMM|14.4.32.0/19
carrier|sel|4766|Korea Telecom|1.96.0.0/18
carrier|sel|4766|Korea Telecom|1.96.64.0/18
carrier|sel|4766|Korea Telecom|2400:e1:ca00::/40
carrier|sel|4766|Korea Telecom|2400:e1:dd00::/40
carrier|sel|9644|SK Telecom|2001:2d8:b400::/40
carrier|sel|9644|SK Telecom|2001:2d8:e000::/40
carrier|sel|9644|SK Telecom|27.160.128.0/18
carrier|sel|9644|SK Telecom|27.160.64.0/18
carrier|sfo|20057|AT&T Enterprises, LLC|155.170.108.0/22
carrier|sfo|20057|AT&T Enterprises, LLC|155.170.50.0/23
carrier|sfo|21928|T-Mobile USA, Inc.|170.206.164.0/22
carrier|sfo|21928|T-Mobile USA, Inc.|172.59.164.0/22
carrier|sfo|21928|T-Mobile USA, Inc.|2607:fb90:30cc::/48
carrier|sfo|21928|T-Mobile USA, Inc.|2607:fb90:9e2b::/48
carrier|sfo|22394|Verizon Business|166.248.192.0/24
carrier|sfo|6167|Verizon Business|72.107.35.0/24
carrier|sfo|6167|Verizon Business|72.110.106.0/24
carrier|sin|45143|Singapore Telecom Mobile Pte Ltd|14.100.128.0/18
carrier|sin|45143|Singapore Telecom Mobile Pte Ltd|2400:1c00:0::/40
carrier|sin|45143|Singapore Telecom Mobile Pte Ltd|2400:1c00:100::/40
carrier|sin|4657|Starhub Ltd.|23.206.180.0/22
carrier|sin|4657|Starhub Ltd.|2406:3001:3700::/40
carrier|sin|4657|Starhub Ltd.|2406:3002:5100::/40
carrier|sin|4657|Starhub Ltd.|27.54.0.0/19
carrier|sto|1257|Tele2 Sverige AB|2001:6f1:d100::/40
carrier|sto|1257|Tele2 Sverige AB|2001:6f5:2900::/40
carrier|sto|1257|Tele2 Sverige AB|31.15.32.0/21
carrier|sto|1257|Tele2 Sverige AB|31.15.56.0/21
carrier|sto|3301|Telia Company AB|2.248.0.0/22
carrier|sto|3301|Telia Company AB|2.248.200.0/21
carrier|sto|3301|Telia Company AB|2001:2001:4000::/40
carrier|syd|1221|Telstra Limited|1.121.0.0/18
carrier|syd|1221|Telstra Limited|1.121.64.0/18
carrier|syd|1221|Telstra Limited|2001:851a:2f00::/40
carrier|syd|1221|Telstra Limited|2001:8613:ea00::/40
carrier|syd|133612|Vodafone Australia Pty Ltd|101.112.0.0/18
carrier|syd|133612|Vodafone Australia Pty Ltd|2405:6e00:26c::/48
carrier|syd|133612|Vodafone Australia Pty Ltd|2405:6e00:300::/40
carrier|syd|4804|SingTel Optus Pty Ltd|1.40.0.0/18
carrier|tlv|1680|Cellcom Fixed Line Communication L.P|2001:4df5:8900::/40
carrier|tlv|1680|Cellcom Fixed Line Communication L.P|2001:4df7:3300::/40
carrier|tlv|1680|Cellcom Fixed Line Communication L.P|23.46.164.0/22
carrier|tlv|1680|Cellcom Fixed Line Communication L.P|37.26.144.0/21
carrier|tlv|8551|Bezeq International Ltd.|2001:4cd2:f100::/40
carrier|tlv|8551|Bezeq International Ltd.|2001:4cd3:800::/40
carrier|tlv|8551|Bezeq International Ltd.|31.168.0.0/21
carrier|tlv|8551|Bezeq International Ltd.|31.168.16.0/20
carrier|tor|577|Bell Canada|2001:4958:3564::/48
carrier|tor|577|Bell Canada|50.100.180.0/22
carrier|tor|577|Bell Canada|50.100.56.0/22
carrier|tor|812|Rogers Communications Canada Inc.|2605:1300:4800::/40
carrier|tor|812|Rogers Communications Canada Inc.|2605:1300:9300::/40
carrier|tor|812|Rogers Communications Canada Inc.|9.232.0.0/20
carrier|tor|812|Rogers Communications Canada Inc.|9.233.112.0/21
carrier|tor|852|TELUS Communications Inc.|2001:569:1900::/40
carrier|tor|852|TELUS Communications Inc.|2001:569:4700::/40
carrier|tor|852|TELUS Communications Inc.|64.147.240.0/20
carrier|tor|852|TELUS Communications Inc.|64.22.64.0/23
carrier|tyo|17676|SoftBank Corp.|1.112.0.0/21
carrier|tyo|17676|SoftBank Corp.|1.112.32.0/20
carrier|tyo|17676|SoftBank Corp.|2400:2a91:6b00::/40
carrier|tyo|17676|SoftBank Corp.|2400:2bf3:4d00::/40
carrier|tyo|2516|KDDI CORPORATION|14.8.24.0/21
carrier|tyo|2516|KDDI CORPORATION|14.8.8.0/21
carrier|tyo|2516|KDDI CORPORATION|2001:268:6700::/40
carrier|tyo|2516|KDDI CORPORATION|2001:268:be00::/40
carrier|tyo|9605|NTT DOCOMO, INC.|1.66.20.0/22
carrier|tyo|9605|NTT DOCOMO, INC.|1.66.24.0/21
carrier|tyo|9605|NTT DOCOMO, INC.|240a:40:6f00::/40
carrier|tyo|9605|NTT DOCOMO, INC.|240a:40:7200::/40
carrier|van|577|Bell Canada|192.219.32.0/19
carrier|van|577|Bell Canada|74.12.240.0/22
carrier|van|812|Rogers Communications Canada Inc.|24.114.22.0/23
carrier|van|812|Rogers Communications Canada Inc.|2606:f900:1106::/48
carrier|van|812|Rogers Communications Canada Inc.|72.136.184.0/22
carrier|van|852|TELUS Communications Inc.|2001:568:9::/48
carrier|van|852|TELUS Communications Inc.|2001:569:5600::/40
carrier|van|852|TELUS Communications Inc.|23.16.24.0/21
carrier|van|852|TELUS Communications Inc.|23.16.32.0/21
carrier|vie|8412|T-Mobile Austria GmbH|2001:4bc8:1c00::/40
carrier|vie|8412|T-Mobile Austria GmbH|2001:4bc8:c500::/40
carrier|vie|8412|T-Mobile Austria GmbH|45.12.98.0/24
carrier|vie|8412|T-Mobile Austria GmbH|46.124.0.0/19
carrier|vie|8447|A1 Telekom Austria AG|2001:856:3b00::/40
carrier|vie|8447|A1 Telekom Austria AG|2001:857:f900::/40
carrier|vie|8447|A1 Telekom Austria AG|37.44.220.0/24
carrier|vie|8447|A1 Telekom Austria AG|46.74.0.0/19
carrier|waw|12912|T-Mobile Polska S.A.|2001:1b86:2e00::/40
carrier|waw|12912|T-Mobile Polska S.A.|2001:1b87:7a00::/40
carrier|waw|12912|T-Mobile Polska S.A.|37.30.37.0/24
carrier|waw|12912|T-Mobile Polska S.A.|37.30.64.0/18
carrier|waw|39603|P4 Sp. z o.o.|2a00:1981:7700::/40
carrier|waw|39603|P4 Sp. z o.o.|2a00:1981:a600::/40
carrier|waw|39603|P4 Sp. z o.o.|5.173.0.0/20
carrier|waw|39603|P4 Sp. z o.o.|5.173.36.0/22
carrier|waw|5617|Orange Polska Spolka Akcyjna|2a00:f40:be00::/40
carrier|waw|5617|Orange Polska Spolka Akcyjna|2a00:f44:7a00::/40
carrier|waw|5617|Orange Polska Spolka Akcyjna|5.184.0.0/18
carrier|zrh|3303|Swisscom (Schweiz) AG|2001:4d98:4f00::/40
carrier|zrh|3303|Swisscom (Schweiz) AG|2001:4d98:600::/40
carrier|zrh|3303|Swisscom (Schweiz) AG|46.14.38.0/23
carrier|zrh|3303|Swisscom (Schweiz) AG|46.14.40.0/23
carrier|zrh|6730|Sunrise GmbH|2001:1714:9e00::/40
carrier|zrh|6730|Sunrise GmbH|2001:171b:6000::/40
carrier|zrh|6730|Sunrise GmbH|31.10.142.0/23
carrier|zrh|6730|Sunrise GmbH|31.10.176.0/20
fixed|akl|4771|Spark New Zealand Trading Limited|115.188.248.0/24
fixed|akl|4771|Spark New Zealand Trading Limited|115.189.0.0/18
fixed|akl|9500|One New Zealand Group Limited|2407:7000:1300::/40
fixed|akl|9500|One New Zealand Group Limited|2407:7000:8300::/40
fixed|akl|9500|One New Zealand Group Limited|27.252.12.0/22
fixed|akl|9500|One New Zealand Group Limited|27.252.64.0/21
fixed|ams|1136|KPN B.V.|2001:889:4d00::/40
fixed|ams|1136|KPN B.V.|2001:88f:7400::/40
fixed|ams|1136|KPN B.V.|31.149.12.0/23
fixed|ams|1136|KPN B.V.|31.149.24.0/23
fixed|ams|33915|Vodafone Libertel B.V.|2001:b88:1000::/40
fixed|ams|33915|Vodafone Libertel B.V.|2001:b88:1c00::/40
fixed|ams|33915|Vodafone Libertel B.V.|24.132.22.0/23
fixed|ams|33915|Vodafone Libertel B.V.|5.199.188.0/22
fixed|atl|11427|Charter Communications Inc|24.73.241.0/24
fixed|atl|11427|Charter Communications Inc|24.93.39.0/24
fixed|atl|12271|Charter Communications Inc|67.243.176.0/24
fixed|atl|12271|Charter Communications Inc|69.201.129.0/24
fixed|atl|20001|Charter Communications Inc|24.43.157.0/24
fixed|atl|20001|Charter Communications Inc|66.74.242.0/24
fixed|atl|20115|Charter Communications|24.158.61.0/24
fixed|atl|20115|Charter Communications|24.178.120.0/23
fixed|atl|20115|Charter Communications|2600:6c10:7300::/40
fixed|atl|20115|Charter Communications|2600:6c14:3a00::/40
fixed|atl|209|CenturyLink Communications, LLC|63.146.232.0/22
fixed|atl|209|CenturyLink Communications, LLC|63.147.244.0/23
fixed|atl|22773|Cox Communications Inc.|2001:579:2600::/40
fixed|atl|22773|Cox Communications Inc.|2001:57a:ba00::/40
fixed|atl|22773|Cox Communications Inc.|50.158.0.0/22
fixed|atl|22773|Cox Communications Inc.|50.158.8.0/21
fixed|atl|7018|AT&T Enterprises, LLC|12.0.36.0/23
fixed|atl|7018|AT&T Enterprises, LLC|12.0.52.0/22
fixed|atl|7018|AT&T Enterprises, LLC|2600:381:2200::/40
fixed|atl|7018|AT&T Enterprises, LLC|2600:382:d100::/40
fixed|atl|701|Verizon Business|63.64.128.0/23
fixed|atl|701|Verizon Business|63.69.40.0/21
fixed|atl|7922|Comcast Cable Communications, LLC|2001:558:9ee::/48
fixed|atl|7922|Comcast Cable Communications, LLC|2001:558:d6d::/48
fixed|atl|7922|Comcast Cable Communications, LLC|23.31.144.0/22
fixed|atl|7922|Comcast Cable Communications, LLC|23.31.156.0/22
fixed|bcn|12430|VODAFONE ESPANA S.A.U.|2.155.38.0/23
fixed|bcn|12430|VODAFONE ESPANA S.A.U.|2.155.64.0/23
fixed|bcn|12479|Orange Espagne SA|37.14.12.0/22
fixed|bcn|12479|Orange Espagne SA|37.14.4.0/22
fixed|bcn|3352|TELEFONICA DE ESPANA S.A.U.|2.136.218.0/23
fixed|bcn|3352|TELEFONICA DE ESPANA S.A.U.|2.140.208.0/21
fixed|ber|31334|Vodafone GmbH|2a02:810d:9800::/40
fixed|ber|31334|Vodafone GmbH|2a02:810d:c400::/40
fixed|ber|3209|Vodafone GmbH|2.204.248.0/21
fixed|ber|3209|Vodafone GmbH|2.205.40.0/21
fixed|ber|3320|Deutsche Telekom AG|2003:166:f400::/40
fixed|ber|3320|Deutsche Telekom AG|2003:8:e600::/40
fixed|ber|3320|Deutsche Telekom AG|37.80.8.0/21
fixed|ber|3320|Deutsche Telekom AG|62.153.16.0/20
fixed|ber|8881|1&1 Versatel GmbH|2001:9e8:300::/40
fixed|ber|8881|1&1 Versatel GmbH|2001:9e8:700::/40
fixed|ber|8881|1&1 Versatel GmbH|46.142.12.0/22
fixed|ber|8881|1&1 Versatel GmbH|46.142.52.0/22
fixed|blr|24560|Bharti Airtel Limited|27.57.16.0/22
fixed|blr|24560|Bharti Airtel Limited|27.57.24.0/22
fixed|blr|55836|Reliance Jio Infocomm Limited|23.35.0.0/20
fixed|blr|55836|Reliance Jio Infocomm Limited|23.37.240.0/20
fixed|blr|55836|Reliance Jio Infocomm Limited|2405:204:5800::/40
fixed|blr|55836|Reliance Jio Infocomm Limited|2405:204:5f00::/40
fixed|blr|9829|Bharat Sanchar Nigam Ltd|2001:4490:4c09::/48
fixed|blr|9829|Bharat Sanchar Nigam Ltd|59.88.176.0/21
fixed|blr|9829|Bharat Sanchar Nigam Ltd|59.88.48.0/21
fixed|bom|24560|Bharti Airtel Limited|27.58.10.0/23
fixed|bom|24560|Bharti Airtel Limited|27.58.72.0/22
fixed|bom|55836|Reliance Jio Infocomm Limited|23.55.16.0/20
fixed|bom|55836|Reliance Jio Infocomm Limited|23.63.216.0/21
fixed|bom|55836|Reliance Jio Infocomm Limited|2405:200:0::/40
fixed|bom|55836|Reliance Jio Infocomm Limited|2405:200:100::/40
fixed|bom|9829|Bharat Sanchar Nigam Ltd|2001:4490:500::/40
fixed|bom|9829|Bharat Sanchar Nigam Ltd|2001:4490:700::/40
fixed|bom|9829|Bharat Sanchar Nigam Ltd|59.95.20.0/22
fixed|bom|9829|Bharat Sanchar Nigam Ltd|59.95.28.0/22
fixed|bos|12271|Charter Communications Inc|172.254.11.0/24
fixed|bos|12271|Charter Communications Inc|172.254.148.0/24
fixed|bos|12271|Charter Communications Inc|2600:6000:3df::/48
fixed|bos|12271|Charter Communications Inc|2600:6000:4b7::/48
fixed|bos|20001|Charter Communications Inc|76.32.118.0/24
fixed|bos|20115|Charter Communications|47.32.31.0/24
fixed|bos|20115|Charter Communications|67.103.230.0/23
fixed|bos|209|CenturyLink Communications, LLC|63.148.206.0/23
fixed|bos|209|CenturyLink Communications, LLC|63.150.232.0/22
fixed|bos|22773|Cox Communications Inc.|2001:579:b300::/40
fixed|bos|22773|Cox Communications Inc.|2001:57a:cf00::/40
fixed|bos|22773|Cox Communications Inc.|98.169.68.0/24
fixed|bos|7018|AT&T Enterprises, LLC|12.0.60.0/22
fixed|bos|7018|AT&T Enterprises, LLC|12.6.220.0/22
fixed|bos|7018|AT&T Enterprises, LLC|2600:381:4300::/40
fixed|bos|7018|AT&T Enterprises, LLC|2600:382:d300::/40
fixed|bos|701|Verizon Business|2001:4868:9ab::/48
fixed|bos|701|Verizon Business|2001:4868:f74::/48
fixed|bos|701|Verizon Business|63.0.24.0/21
fixed|bos|701|Verizon Business|63.0.80.0/20
fixed|bos|7922|Comcast Cable Communications, LLC|23.25.194.0/23
fixed|bos|7922|Comcast Cable Communications, LLC|23.25.200.0/22
fixed|bos|7922|Comcast Cable Communications, LLC|2601:185:37db::/48
fixed|bos|7922|Comcast Cable Communications, LLC|2601:194:b800::/40
fixed|bru|5432|Proximus NV|23.61.4.0/22
fixed|bru|5432|Proximus NV|2a02:a00b:100::/40
fixed|bru|5432|Proximus NV|2a02:a02c:6300::/40
fixed|bru|5432|Proximus NV|37.62.0.0/23
fixed|bru|6848|Telenet BV|2a00:1cf8:a00::/40
fixed|bru|6848|Telenet BV|2a00:1cf8:e200::/40
fixed|bru|6848|Telenet BV|5.23.130.0/23
fixed|bru|6848|Telenet BV|5.23.144.0/21
fixed|bue|22927|Telefonica de Argentina|131.0.104.0/22
fixed|bue|22927|Telefonica de Argentina|168.226.0.0/19
fixed|bue|22927|Telefonica de Argentina|2800:380:6d00::/40
fixed|bue|22927|Telefonica de Argentina|2800:380:6e00::/40
fixed|bue|7303|Telecom Argentina S.A.|2.18.56.0/22
fixed|bue|7303|Telecom Argentina S.A.|2001:13d4:fe00::/40
fixed|bue|7303|Telecom Argentina S.A.|2001:13d5:8300::/40
fixed|bue|7303|Telecom Argentina S.A.|23.216.88.0/22
fixed|buh|8708|DIGI ROMANIA S.A.|2.17.116.0/22
fixed|buh|8708|DIGI ROMANIA S.A.|2a02:2f04:fc00::/40
fixed|buh|8708|DIGI ROMANIA S.A.|2a02:2f05:2800::/40
fixed|buh|8708|DIGI ROMANIA S.A.|5.2.136.0/21
fixed|buh|9050|Orange Romania S.A.|2a02:d14:1800::/40
fixed|buh|9050|Orange Romania S.A.|2a02:d16:8600::/40
fixed|buh|9050|Orange Romania S.A.|80.97.192.0/21
fixed|buh|9050|Orange Romania S.A.|80.97.216.0/21
fixed|chi|11427|Charter Communications Inc|65.26.9.0/24
fixed|chi|11427|Charter Communications Inc|69.33.117.0/24
fixed|chi|20001|Charter Communications Inc|198.1.212.0/22
fixed|chi|20001|Charter Communications Inc|198.1.220.0/22
fixed|chi|20001|Charter Communications Inc|2603:8006:8900::/40
fixed|chi|20001|Charter Communications Inc|2603:8009:8700::/40
fixed|chi|20115|Charter Communications|24.159.201.0/24
fixed|chi|20115|Charter Communications|2600:6c04:7100::/40
fixed|chi|20115|Charter Communications|2600:6c09:9e00::/40
fixed|chi|20115|Charter Communications|47.42.252.0/22
fixed|chi|209|CenturyLink Communications, LLC|2001:428:1806::/48
fixed|chi|209|CenturyLink Communications, LLC|63.144.64.0/22
fixed|chi|209|CenturyLink Communications, LLC|63.149.0.0/22
fixed|chi|22773|Cox Communications Inc.|2001:579:7400::/40
fixed|chi|22773|Cox Communications Inc.|2001:579:7a00::/40
fixed|chi|22773|Cox Communications Inc.|65.86.208.0/21
fixed|chi|22773|Cox Communications Inc.|70.186.28.0/22
fixed|chi|7018|AT&T Enterprises, LLC|12.1.132.0/23
fixed|chi|7018|AT&T Enterprises, LLC|12.2.212.0/23
fixed|chi|7018|AT&T Enterprises, LLC|2600:380:6400::/40
fixed|chi|7018|AT&T Enterprises, LLC|2600:380:6b00::/40
fixed|chi|701|Verizon Business|63.67.52.0/23
fixed|chi|701|Verizon Business|63.69.238.0/23
fixed|chi|7922|Comcast Cable Communications, LLC|2001:558:1f00::/40
fixed|chi|7922|Comcast Cable Communications, LLC|2001:558:3400::/40
fixed|chi|7922|Comcast Cable Communications, LLC|23.25.32.0/23
fixed|chi|7922|Comcast Cable Communications, LLC|23.68.0.0/18
fixed|cph|3292|TDC Holding A/S|2.104.28.0/22
fixed|cph|3292|TDC Holding A/S|2.104.4.0/22
fixed|cph|3292|TDC Holding A/S|2a00:eec0:2a00::/40
fixed|cph|3292|TDC Holding A/S|2a00:eec0:ea00::/40
fixed|dal|11427|Charter Communications Inc|24.27.4.0/22
fixed|dal|11427|Charter Communications Inc|24.27.64.0/19
fixed|dal|11427|Charter Communications Inc|2600:6c4d:b700::/40
fixed|dal|11427|Charter Communications Inc|2600:6c4d:b800::/40
fixed|dal|20001|Charter Communications Inc|24.43.18.0/24
fixed|dal|20001|Charter Communications Inc|24.43.208.0/24
fixed|dal|20001|Charter Communications Inc|2600:5c00:19f9::/48
fixed|dal|20001|Charter Communications Inc|2600:5c00:1f00::/48
fixed|dal|20115|Charter Communications|24.182.118.0/23
fixed|dal|20115|Charter Communications|2600:6c1d:2f00::/40
fixed|dal|20115|Charter Communications|2600:6c1d:3200::/40
fixed|dal|20115|Charter Communications|35.134.104.0/22
fixed|dal|209|CenturyLink Communications, LLC|63.145.32.0/23
fixed|dal|209|CenturyLink Communications, LLC|63.150.132.0/23
fixed|dal|22773|Cox Communications Inc.|2001:579:f800::/40
fixed|dal|22773|Cox Communications Inc.|2001:57a:9200::/40
fixed|dal|22773|Cox Communications Inc.|24.120.188.0/22
fixed|dal|22773|Cox Communications Inc.|37.19.64.0/22
fixed|dal|7018|AT&T Enterprises, LLC|12.7.36.0/23
fixed|dal|7018|AT&T Enterprises, LLC|12.9.84.0/23
fixed|dal|7018|AT&T Enterprises, LLC|2001:1897:3f00::/40
fixed|dal|7018|AT&T Enterprises, LLC|2600:356:900::/40
fixed|dal|701|Verizon Business|63.69.100.0/23
fixed|dal|701|Verizon Business|63.70.96.0/21
fixed|dal|7922|Comcast Cable Communications, LLC|48.44.192.0/21
fixed|dal|7922|Comcast Cable Communications, LLC|48.45.0.0/18
fixed|den|11427|Charter Communications Inc|24.174.16.0/20
fixed|den|11427|Charter Communications Inc|24.174.8.0/21
fixed|den|12271|Charter Communications Inc|23.246.65.0/24
fixed|den|12271|Charter Communications Inc|23.246.69.0/24
fixed|den|12271|Charter Communications Inc|2600:6000:1d00::/40
fixed|den|12271|Charter Communications Inc|2600:6000:ec00::/40
fixed|den|20001|Charter Communications Inc|24.30.160.0/24
fixed|den|20001|Charter Communications Inc|24.30.162.0/24
fixed|den|20001|Charter Communications Inc|2605:e000:800::/40
fixed|den|20001|Charter Communications Inc|2605:e000:c00::/40
fixed|den|20115|Charter Communications|24.169.180.0/22
fixed|den|20115|Charter Communications|24.169.196.0/22
fixed|den|20115|Charter Communications|2600:6c04:6800::/40
fixed|den|20115|Charter Communications|2600:6c07:6f00::/40
fixed|den|209|CenturyLink Communications, LLC|2001:428:3810::/48
fixed|den|209|CenturyLink Communications, LLC|52.119.16.0/22
fixed|den|209|CenturyLink Communications, LLC|52.119.22.0/23
fixed|den|22773|Cox Communications Inc.|104.234.250.0/24
fixed|den|22773|Cox Communications Inc.|66.225.255.0/24
fixed|den|7018|AT&T Enterprises, LLC|12.19.184.0/22
fixed|den|7018|AT&T Enterprises, LLC|12.41.68.0/22
fixed|den|7018|AT&T Enterprises, LLC|2600:381:5e00::/40
fixed|den|7018|AT&T Enterprises, LLC|2600:382:8ea1::/48
fixed|den|701|Verizon Business|63.64.32.0/22
fixed|den|701|Verizon Business|63.67.36.0/23
fixed|den|7922|Comcast Cable Communications, LLC|23.24.130.0/23
fixed|den|7922|Comcast Cable Communications, LLC|23.31.72.0/22
fixed|den|7922|Comcast Cable Communications, LLC|2601:28c:5500::/40
fixed|den|7922|Comcast Cable Communications, LLC|2601:2a2:3700::/40
fixed|dub|5466|Eircom Limited|51.171.168.0/22
fixed|dub|5466|Eircom Limited|51.171.76.0/22
fixed|dub|6830|Liberty Global B.V.|2a02:8080:e500::/40
fixed|dub|6830|Liberty Global B.V.|2a02:8081:1b00::/40
fixed|dub|6830|Liberty Global B.V.|31.187.16.0/20
fixed|dub|6830|Liberty Global B.V.|5.179.68.0/22
fixed|dxb|15802|Emirates Integrated Telecommunications Company PJSC|2a00:f28:2a00::/40
fixed|dxb|15802|Emirates Integrated Telecommunications Company PJSC|2a00:f28:2b00::/40
fixed|dxb|15802|Emirates Integrated Telecommunications Company PJSC|5.30.16.0/20
fixed|dxb|15802|Emirates Integrated Telecommunications Company PJSC|5.30.8.0/22
fixed|dxb|5384|EMIRATES TELECOMMUNICATIONS GROUP COMPANY (ETISALAT GROUP) PJSC|2.48.0.0/20
fixed|dxb|5384|EMIRATES TELECOMMUNICATIONS GROUP COMPANY (ETISALAT GROUP) PJSC|2.48.24.0/21
fixed|fra|31334|Vodafone GmbH|2a02:8112:5e00::/40
fixed|fra|31334|Vodafone GmbH|2a02:811e:fe00::/40
fixed|fra|3209|Vodafone GmbH|2.200.112.0/20
fixed|fra|3209|Vodafone GmbH|2.200.32.0/20
fixed|fra|3209|Vodafone GmbH|2a00:181:c00::/40
fixed|fra|3209|Vodafone GmbH|2a00:f9:d500::/40
fixed|fra|3320|Deutsche Telekom AG|2.163.0.0/18
fixed|fra|3320|Deutsche Telekom AG|2.163.64.0/18
fixed|fra|3320|Deutsche Telekom AG|2003:66:ca00::/40
fixed|fra|3320|Deutsche Telekom AG|2003:6:7300::/40
fixed|fra|8881|1&1 Versatel GmbH|2001:7b0:8900::/40
fixed|fra|8881|1&1 Versatel GmbH|2001:7b0:9700::/40
fixed|fra|8881|1&1 Versatel GmbH|9.232.32.0/19
fixed|gru|18881|TELEFONICA BRASIL S.A|177.16.168.0/21
fixed|gru|18881|TELEFONICA BRASIL S.A|177.16.184.0/21
fixed|gru|18881|TELEFONICA BRASIL S.A|2804:1b3:a1c3::/48
fixed|gru|18881|TELEFONICA BRASIL S.A|2804:1b3:a5f7::/48
fixed|gru|27699|TELEFONICA BRASIL S.A|152.249.16.0/22
fixed|gru|27699|TELEFONICA BRASIL S.A|152.249.24.0/21
fixed|gru|27699|TELEFONICA BRASIL S.A|2804:431:8100::/40
fixed|gru|27699|TELEFONICA BRASIL S.A|2804:431:8300::/40
fixed|gru|28573|Claro NXT Telecomunicacoes Ltda|177.32.0.0/18
fixed|gru|28573|Claro NXT Telecomunicacoes Ltda|2804:14c:300::/40
fixed|ham|3209|Vodafone GmbH|2.204.72.0/22
fixed|ham|3209|Vodafone GmbH|2.206.182.0/23
fixed|ham|3320|Deutsche Telekom AG|2.162.0.0/18
fixed|ham|3320|Deutsche Telekom AG|2.162.64.0/18
fixed|ham|3320|Deutsche Telekom AG|2003:105:4700::/40
fixed|ham|3320|Deutsche Telekom AG|2003:8c:e200::/40
fixed|ham|8881|1&1 Versatel GmbH|2001:7b0:2a00::/40
fixed|ham|8881|1&1 Versatel GmbH|2001:7b0:6f00::/40
fixed|ham|8881|1&1 Versatel GmbH|46.142.240.0/23
fixed|ham|8881|1&1 Versatel GmbH|77.74.140.0/22
fixed|hel|1759|Telia Finland Oyj|2001:2060:44::/48
fixed|hel|1759|Telia Finland Oyj|45.14.40.0/23
fixed|hel|1759|Telia Finland Oyj|46.132.0.0/19
fixed|hel|719|RIPE Network Coordination Centre|2001:999:4500::/40
fixed|hel|719|RIPE Network Coordination Centre|2001:99d:a100::/40
fixed|hel|719|RIPE Network Coordination Centre|31.7.16.0/20
fixed|hel|719|RIPE Network Coordination Centre|62.142.0.0/20
fixed|hkg|4760|PCCW IMS Limited|1.36.0.0/18
fixed|hkg|4760|PCCW IMS Limited|2404:c800:1300::/40
fixed|hkg|4760|PCCW IMS Limited|2404:c800:6300::/40
fixed|hkg|9269|Hong Kong Broadband Network Limited|14.136.16.0/20
fixed|hkg|9269|Hong Kong Broadband Network Limited|14.136.32.0/19
fixed|hkg|9304|HGC Global Communications Limited|13.141.20.0/22
fixed|hkg|9304|HGC Global Communications Limited|13.141.48.0/22
fixed|hkg|9304|HGC Global Communications Limited|2402:1da0:ff00::/40
fixed|hkg|9304|HGC Global Communications Limited|2403:4a00:2800::/40
fixed|iev|15895|Kyivstar PJSC|2a02:8a8:5400::/40
fixed|iev|15895|Kyivstar PJSC|2a02:8a8:be00::/40
fixed|iev|15895|Kyivstar PJSC|5.248.180.0/23
fixed|iev|15895|Kyivstar PJSC|5.248.2.0/24
fixed|iev|25229|Limited Liability Company KYIVSKI TELEKOMUNIKATSIYNI MEREZHI|77.120.0.0/21
fixed|iev|25229|Limited Liability Company KYIVSKI TELEKOMUNIKATSIYNI MEREZHI|77.120.64.0/20
fixed|iev|6849|JSC Ukrtelecom|2a00:70e0:8d00::/40
fixed|iev|6849|JSC Ukrtelecom|2a00:70e0:b200::/40
fixed|iev|6849|JSC Ukrtelecom|37.52.12.0/22
fixed|iev|6849|JSC Ukrtelecom|37.52.48.0/22
fixed|ist|47331|TTNet A.S.|78.171.16.0/21
fixed|ist|47331|TTNet A.S.|78.171.72.0/21
fixed|ist|9121|Turk Telekomunikasyon Anonim Sirketi|2.17.224.0/21
fixed|ist|9121|Turk Telekomunikasyon Anonim Sirketi|2a00:1d35:1f00::/40
fixed|ist|9121|Turk Telekomunikasyon Anonim Sirketi|2a00:1d36:9600::/40
fixed|ist|9121|Turk Telekomunikasyon Anonim Sirketi|62.248.14.0/23
fixed|jnb|3741|Dimension Data|155.234.0.0/18
fixed|jnb|3741|Dimension Data|2a07:8146:300::/40
fixed|jnb|3741|Dimension Data|2a07:8146:400::/40
fixed|jnb|3741|Dimension Data|41.77.108.0/22
fixed|jnb|37457|Telkom SA Ltd.|41.147.192.0/23
fixed|jnb|37457|Telkom SA Ltd.|41.150.32.0/22
fixed|krk|12741|Netia SA|62.233.162.0/23
fixed|krk|12741|Netia SA|77.252.10.0/23
fixed|krk|5617|Orange Polska Spolka Akcyjna|2a00:f41:5826::/48
fixed|krk|5617|Orange Polska Spolka Akcyjna|2a00:f41:ca9::/48
fixed|krk|5617|Orange Polska Spolka Akcyjna|37.47.64.0/22
fixed|krk|5617|Orange Polska Spolka Akcyjna|37.47.78.0/23
fixed|krk|9141|P4 Sp. z o.o.|2a02:a31a:e1cc::/48
fixed|krk|9141|P4 Sp. z o.o.|31.178.18.0/23
fixed|krk|9141|P4 Sp. z o.o.|87.206.0.0/22
fixed|lax|11427|Charter Communications Inc|45.207.43.0/24
fixed|lax|11427|Charter Communications Inc|66.68.3.0/24
fixed|lax|20001|Charter Communications Inc|23.240.40.0/21
fixed|lax|20001|Charter Communications Inc|23.240.96.0/20
fixed|lax|20001|Charter Communications Inc|2600:5c00:13c0::/48
fixed|lax|20001|Charter Communications Inc|2600:5c00:1b32::/48
fixed|lax|20115|Charter Communications|24.180.48.0/22
fixed|lax|20115|Charter Communications|24.180.56.0/22
fixed|lax|20115|Charter Communications|2600:6c2f:d700::/40
fixed|lax|20115|Charter Communications|2600:6c2f:fa00::/40
fixed|lax|209|CenturyLink Communications, LLC|63.147.60.0/23
fixed|lax|209|CenturyLink Communications, LLC|63.147.88.0/22
fixed|lax|22773|Cox Communications Inc.|2001:579:e900::/40
fixed|lax|22773|Cox Communications Inc.|2001:579:eb00::/40
fixed|lax|22773|Cox Communications Inc.|24.249.8.0/22
fixed|lax|22773|Cox Communications Inc.|68.109.196.0/22
fixed|lax|7018|AT&T Enterprises, LLC|12.2.132.0/23
fixed|lax|7018|AT&T Enterprises, LLC|12.8.210.0/23
fixed|lax|7018|AT&T Enterprises, LLC|2600:380:7400::/40
fixed|lax|7018|AT&T Enterprises, LLC|2600:380:7500::/40
fixed|lax|701|Verizon Business|63.64.1.0/24
fixed|lax|701|Verizon Business|63.72.0.0/22
fixed|lax|7922|Comcast Cable Communications, LLC|24.6.156.0/22
fixed|lax|7922|Comcast Cable Communications, LLC|48.44.160.0/20
fixed|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81e:f800::/40
fixed|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81f:9500::/40
fixed|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|5.158.16.0/22
fixed|lis|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|5.158.4.0/22
fixed|lis|2860|NOS COMUNICACOES, S.A.|2001:1589:a800::/40
fixed|lis|2860|NOS COMUNICACOES, S.A.|2001:158c:e400::/40
fixed|lis|2860|NOS COMUNICACOES, S.A.|62.169.64.0/21
fixed|lis|2860|NOS COMUNICACOES, S.A.|62.169.88.0/21
fixed|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.104.0/23
fixed|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.42.0/23
fixed|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:4000::/40
fixed|lis|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:900::/40
fixed|lon|13285|TalkTalk Communications Limited|2.96.144.0/20
fixed|lon|13285|TalkTalk Communications Limited|2.96.160.0/20
fixed|lon|13285|TalkTalk Communications Limited|2001:7e0:900::/40
fixed|lon|13285|TalkTalk Communications Limited|2001:7e0:e00::/40
fixed|lon|2856|British Telecommunications PLC|2a01:4c8:800::/40
fixed|lon|2856|British Telecommunications PLC|2a01:4ca:8a00::/40
fixed|lon|2856|British Telecommunications PLC|5.80.0.0/22
fixed|lon|2856|British Telecommunications PLC|5.80.48.0/21
fixed|lon|5089|Virgin Media Limited|2a02:8801:3e00::/40
fixed|lon|5089|Virgin Media Limited|2a02:8801:dc00::/40
fixed|lon|5089|Virgin Media Limited|45.43.168.0/22
fixed|lon|5089|Virgin Media Limited|62.30.4.0/23
fixed|lon|5607|Sky UK Limited|2.120.0.0/21
fixed|lon|5607|Sky UK Limited|2.120.32.0/21
fixed|lon|5607|Sky UK Limited|2a01:f8c0:1200::/40
fixed|lon|5607|Sky UK Limited|2a01:f8c3:3100::/40
fixed|los|29465|MTN NIGERIA Communication limited|2c0f:f5c0:ac00::/40
fixed|los|29465|MTN NIGERIA Communication limited|2c0f:f5c0:fc00::/40
fixed|los|29465|MTN NIGERIA Communication limited|41.206.0.0/20
fixed|los|29465|MTN NIGERIA Communication limited|41.206.16.0/21
fixed|los|37148|Globacom Limited|102.203.104.0/22
fixed|los|37148|Globacom Limited|2c0f:f9e0:1e00::/40
fixed|los|37148|Globacom Limited|2c0f:f9e0:8500::/40
fixed|los|37148|Globacom Limited|41.203.68.0/22
fixed|lyo|12322|Free SAS|2a01:e0a:11c::/48
fixed|lyo|12322|Free SAS|2a01:e0a:1eb::/48
fixed|lyo|12322|Free SAS|78.193.128.0/21
fixed|lyo|12322|Free SAS|78.194.72.0/22
fixed|lyo|15557|Societe Francaise Du Radiotelephone - SFR SA|37.65.40.0/23
fixed|lyo|15557|Societe Francaise Du Radiotelephone - SFR SA|77.192.112.0/22
fixed|lyo|3215|Orange S.A.|2.3.156.0/22
fixed|lyo|3215|Orange S.A.|2.3.92.0/22
fixed|lyo|5410|Bouygues Telecom SA|2001:861:206::/48
fixed|lyo|5410|Bouygues Telecom SA|2a04:cec0:1105::/48
fixed|lyo|5410|Bouygues Telecom SA|5.48.12.0/22
fixed|lyo|5410|Bouygues Telecom SA|5.48.48.0/21
fixed|mad|12430|VODAFONE ESPANA S.A.U.|2.155.240.0/22
fixed|mad|12430|VODAFONE ESPANA S.A.U.|2.155.6.0/23
fixed|mad|12430|VODAFONE ESPANA S.A.U.|2a01:801:7700::/40
fixed|mad|12430|VODAFONE ESPANA S.A.U.|2a01:801:bb00::/40
fixed|mad|12479|Orange Espagne SA|1.178.224.0/22
fixed|mad|12479|Orange Espagne SA|37.11.0.0/21
fixed|mad|3352|TELEFONICA DE ESPANA S.A.U.|2.138.24.0/21
fixed|mad|3352|TELEFONICA DE ESPANA S.A.U.|2.138.32.0/19
fixed|mad|3352|TELEFONICA DE ESPANA S.A.U.|2a02:9007:c100::/40
fixed|mad|3352|TELEFONICA DE ESPANA S.A.U.|2a02:900c:2a00::/40
fixed|man|13285|TalkTalk Communications Limited|2.96.0.0/21
fixed|man|13285|TalkTalk Communications Limited|2.98.24.0/21
fixed|man|13285|TalkTalk Communications Limited|2001:7e0:ba00::/40
fixed|man|13285|TalkTalk Communications Limited|2001:7e0:e400::/40
fixed|man|2856|British Telecommunications PLC|15.145.20.0/22
fixed|man|2856|British Telecommunications PLC|31.50.178.0/23
fixed|man|5089|Virgin Media Limited|62.253.184.0/23
fixed|man|5089|Virgin Media Limited|62.30.138.0/23
fixed|man|5607|Sky UK Limited|2.217.100.0/22
fixed|man|5607|Sky UK Limited|2.218.160.0/22
fixed|man|5607|Sky UK Limited|2a02:c7c:cae::/48
fixed|man|5607|Sky UK Limited|2a02:c7e:261a::/48
fixed|mel|1221|Telstra Limited|1.130.0.0/18
fixed|mel|1221|Telstra Limited|1.130.64.0/18
fixed|mel|4804|SingTel Optus Pty Ltd|1.43.16.0/22
fixed|mel|4804|SingTel Optus Pty Ltd|1.43.8.0/22
fixed|mel|7545|TPG Internet Pty Ltd|14.200.146.0/23
fixed|mel|7545|TPG Internet Pty Ltd|14.200.162.0/23
fixed|mel|7545|TPG Internet Pty Ltd|2001:4479:4400::/40
fixed|mel|7545|TPG Internet Pty Ltd|2001:4479:4600::/40
fixed|mex|28548|Cablevision, S.A. de C.V.|177.238.64.0/20
fixed|mex|28548|Cablevision, S.A. de C.V.|177.239.128.0/20
fixed|mex|28548|Cablevision, S.A. de C.V.|2806:2a0:c200::/40
fixed|mex|28548|Cablevision, S.A. de C.V.|2806:2a0:f700::/40
fixed|mex|8151|Uninet S.A. de C.V.|148.207.144.0/22
fixed|mex|8151|Uninet S.A. de C.V.|148.221.128.0/19
fixed|mex|8151|Uninet S.A. de C.V.|2001:1208:e700::/40
fixed|mex|8151|Uninet S.A. de C.V.|2001:1208:f00::/40
fixed|mil|12874|Fastweb SpA|2.224.120.0/22
fixed|mil|12874|Fastweb SpA|2.224.128.0/21
fixed|mil|12874|Fastweb SpA|2001:b01:2c00::/40
fixed|mil|12874|Fastweb SpA|2001:b02:9800::/40
fixed|mil|30722|Vodafone Italia S.p.A.|2.32.104.0/21
fixed|mil|30722|Vodafone Italia S.p.A.|2.32.32.0/22
fixed|mil|30722|Vodafone Italia S.p.A.|2a01:820:7800::/40
fixed|mil|30722|Vodafone Italia S.p.A.|2a01:820:db00::/40
fixed|mil|3269|Telecom Italia S.p.A.|2.112.24.0/21
fixed|mil|3269|Telecom Italia S.p.A.|2.112.32.0/19
fixed|mil|3269|Telecom Italia S.p.A.|2a01:2b06:d300::/40
fixed|mil|3269|Telecom Italia S.p.A.|2a01:2e1b:bd00::/40
fixed|mow|12389|PJSC Rostelecom|2.63.140.0/22
fixed|mow|12389|PJSC Rostelecom|2a00:1640:400::/40
fixed|mow|12389|PJSC Rostelecom|2a00:1640:6500::/40
fixed|mow|12389|PJSC Rostelecom|5.143.240.0/21
fixed|mow|25513|PJSC Moscow city telephone network|2a00:1370:b600::/40
fixed|mow|25513|PJSC Moscow city telephone network|2a00:1370:dd00::/40
fixed|mow|25513|PJSC Moscow city telephone network|37.190.0.0/19
fixed|mow|8402|PJSC Vimpelcom|2.92.0.0/18
fixed|mow|8402|PJSC Vimpelcom|2a00:18c0:9400::/40
fixed|mow|8402|PJSC Vimpelcom|2a00:18c0:a400::/40
fixed|muc|3209|Vodafone GmbH|15.145.12.0/22
fixed|muc|3209|Vodafone GmbH|2.207.32.0/23
fixed|muc|3209|Vodafone GmbH|2a0d:242:2a00::/40
fixed|muc|3209|Vodafone GmbH|2a0d:247:f000::/40
fixed|muc|3320|Deutsche Telekom AG|2.165.80.0/20
fixed|muc|3320|Deutsche Telekom AG|2.165.96.0/19
fixed|muc|3320|Deutsche Telekom AG|2003:e4:e500::/40
fixed|muc|3320|Deutsche Telekom AG|2003:ee:6400::/40
fixed|muc|8881|1&1 Versatel GmbH|2001:9e8:a500::/40
fixed|muc|8881|1&1 Versatel GmbH|2001:9e8:bb00::/40
fixed|muc|8881|1&1 Versatel GmbH|80.242.188.0/22
fixed|muc|8881|1&1 Versatel GmbH|82.140.60.0/22
fixed|nyc|11427|Charter Communications Inc|154.194.234.0/23
fixed|nyc|11427|Charter Communications Inc|70.120.104.0/24
fixed|nyc|12271|Charter Communications Inc|23.246.76.0/22
fixed|nyc|12271|Charter Communications Inc|23.246.80.0/21
fixed|nyc|12271|Charter Communications Inc|2600:6000:1ac::/48
fixed|nyc|12271|Charter Communications Inc|2600:6000:b8::/48
fixed|nyc|20001|Charter Communications Inc|23.240.27.0/24
fixed|nyc|20001|Charter Communications Inc|2603:8004:bd00::/40
fixed|nyc|20001|Charter Communications Inc|2603:8007:6600::/40
fixed|nyc|20001|Charter Communications Inc|72.37.246.0/23
fixed|nyc|20115|Charter Communications|67.103.232.0/21
fixed|nyc|20115|Charter Communications|96.34.144.0/22
fixed|nyc|209|CenturyLink Communications, LLC|2001:428:200::/40
fixed|nyc|209|CenturyLink Communications, LLC|2001:428:a00::/40
fixed|nyc|209|CenturyLink Communications, LLC|63.144.18.0/23
fixed|nyc|209|CenturyLink Communications, LLC|63.144.40.0/23
fixed|nyc|22773|Cox Communications Inc.|2001:578:1200::/40
fixed|nyc|22773|Cox Communications Inc.|2001:578:1a00::/40
fixed|nyc|22773|Cox Communications Inc.|37.218.208.0/21
fixed|nyc|22773|Cox Communications Inc.|52.128.160.0/20
fixed|nyc|7018|AT&T Enterprises, LLC|12.0.16.0/22
fixed|nyc|7018|AT&T Enterprises, LLC|12.0.24.0/21
fixed|nyc|7018|AT&T Enterprises, LLC|2001:1891:1600::/40
fixed|nyc|7018|AT&T Enterprises, LLC|2001:1896:ad00::/40
fixed|nyc|701|Verizon Business|2001:4868:63e7::/48
fixed|nyc|701|Verizon Business|2001:4868:e13c::/48
fixed|nyc|701|Verizon Business|63.0.132.0/22
fixed|nyc|701|Verizon Business|63.0.136.0/22
fixed|nyc|7922|Comcast Cable Communications, LLC|2001:559:4a00::/40
fixed|nyc|7922|Comcast Cable Communications, LLC|2001:559:4f00::/40
fixed|nyc|7922|Comcast Cable Communications, LLC|23.24.70.0/23
fixed|nyc|7922|Comcast Cable Communications, LLC|23.30.100.0/23
fixed|opo|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81b:73eb::/48
fixed|opo|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|2001:81c:68c2::/48
fixed|opo|12353|Vodafone Portugal - Communicacoes Pessoais S.A.|5.43.0.0/18
fixed|opo|2860|NOS COMUNICACOES, S.A.|78.130.0.0/23
fixed|opo|2860|NOS COMUNICACOES, S.A.|78.130.64.0/23
fixed|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.156.0/22
fixed|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2.80.168.0/22
fixed|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:dfd0::/48
fixed|opo|3243|MEO - SERVICOS DE COMUNICACOES E MULTIMEDIA S.A.|2001:8a0:ec8a::/48
fixed|osa|17676|SoftBank Corp.|1.112.84.0/24
fixed|osa|17676|SoftBank Corp.|111.188.152.0/23
fixed|osa|2516|KDDI CORPORATION|14.9.228.0/22
fixed|osa|2516|KDDI CORPORATION|14.9.24.0/23
fixed|osa|4713|NTT Communications Corporation|2400:414d:3600::/40
fixed|osa|4713|NTT Communications Corporation|2400:43c8:d200::/40
fixed|osa|4713|NTT Communications Corporation|27.114.12.0/22
fixed|osa|4713|NTT Communications Corporation|27.114.16.0/22
fixed|osl|2119|Telenor Norge AS|2.148.0.0/21
fixed|osl|2119|Telenor Norge AS|2.148.16.0/22
fixed|osl|2119|Telenor Norge AS|2001:4649:c600::/40
fixed|osl|2119|Telenor Norge AS|2001:4653:df00::/40
fixed|osl|29695|Lyse Tele AS|2a0c:1bc3:4200::/40
fixed|osl|29695|Lyse Tele AS|2a0c:1bc4:8b00::/40
fixed|osl|29695|Lyse Tele AS|45.14.52.0/22
fixed|osl|29695|Lyse Tele AS|51.174.24.0/23
fixed|par|12322|Free SAS|2a01:e00:1000::/40
fixed|par|12322|Free SAS|2a01:e01:6300::/40
fixed|par|12322|Free SAS|62.147.112.0/20
fixed|par|12322|Free SAS|62.147.20.0/22
fixed|par|15557|Societe Francaise Du Radiotelephone - SFR SA|2a00:6201:cd00::/40
fixed|par|15557|Societe Francaise Du Radiotelephone - SFR SA|2a00:6204:4700::/40
fixed|par|15557|Societe Francaise Du Radiotelephone - SFR SA|37.64.0.0/22
fixed|par|15557|Societe Francaise Du Radiotelephone - SFR SA|37.64.36.0/22
fixed|par|3215|Orange S.A.|2.4.36.0/22
fixed|par|3215|Orange S.A.|2.4.68.0/22
fixed|par|3215|Orange S.A.|2a01:c911:5900::/40
fixed|par|3215|Orange S.A.|2a01:c916:aa00::/40
fixed|par|5410|Bouygues Telecom SA|2001:862:6100::/40
fixed|par|5410|Bouygues Telecom SA|2001:863:1a00::/40
fixed|par|5410|Bouygues Telecom SA|5.48.64.0/18
fixed|prg|16019|Vodafone Czech Republic a.s.|2a00:11b1:5000::/40
fixed|prg|16019|Vodafone Czech Republic a.s.|2a00:11b2:e400::/40
fixed|prg|16019|Vodafone Czech Republic a.s.|31.30.16.0/21
fixed|prg|16019|Vodafone Czech Republic a.s.|31.30.32.0/20
fixed|prg|5610|O2 Czech Republic, a.s.|2001:41d8:5b00::/40
fixed|prg|5610|O2 Czech Republic, a.s.|2001:41d8:8200::/40
fixed|prg|5610|O2 Czech Republic, a.s.|37.188.152.0/23
fixed|prg|5610|O2 Czech Republic, a.s.|37.188.224.0/21
fixed|rom|12874|Fastweb SpA|2.226.202.0/23
fixed|rom|12874|Fastweb SpA|2.227.248.0/21
fixed|rom|12874|Fastweb SpA|2a11:c200:1800::/40
fixed|rom|12874|Fastweb SpA|2a11:c200:5200::/40
fixed|rom|30722|Vodafone Italia S.p.A.|2.38.100.0/22
fixed|rom|30722|Vodafone Italia S.p.A.|2.38.64.0/22
fixed|rom|3269|Telecom Italia S.p.A.|2.114.32.0/22
fixed|rom|3269|Telecom Italia S.p.A.|2.114.44.0/22
fixed|sea|20001|Charter Communications Inc|98.145.140.0/23
fixed|sea|20001|Charter Communications Inc|98.145.160.0/20
fixed|sea|20115|Charter Communications|173.41.50.0/23
fixed|sea|20115|Charter Communications|68.114.8.0/21
fixed|sea|209|CenturyLink Communications, LLC|63.145.182.0/23
fixed|sea|209|CenturyLink Communications, LLC|63.147.200.0/23
fixed|sea|22773|Cox Communications Inc.|157.254.254.0/23
fixed|sea|22773|Cox Communications Inc.|68.1.131.0/24
fixed|sea|7018|AT&T Enterprises, LLC|12.17.152.0/23
fixed|sea|7018|AT&T Enterprises, LLC|12.38.188.0/22
fixed|sea|7018|AT&T Enterprises, LLC|2600:381:3400::/40
fixed|sea|7018|AT&T Enterprises, LLC|2600:381:9300::/40
fixed|sea|701|Verizon Business|63.64.112.0/21
fixed|sea|701|Verizon Business|63.64.86.0/23
fixed|sea|7922|Comcast Cable Communications, LLC|2001:559:bb00::/40
fixed|sea|7922|Comcast Cable Communications, LLC|2001:559:bc99::/48
fixed|sea|7922|Comcast Cable Communications, LLC|24.16.16.0/20
fixed|sea|7922|Comcast Cable Communications, LLC|24.16.80.0/20
fixed|sel|4766|Korea Telecom|1.96.0.0/18
fixed|sel|4766|Korea Telecom|1.96.64.0/18
fixed|sel|4766|Korea Telecom|2400:e1:ca00::/40
fixed|sel|4766|Korea Telecom|2400:e1:dd00::/40
fixed|sel|9318|SK Broadband Co Ltd|1.224.48.0/20
fixed|sel|9318|SK Broadband Co Ltd|1.224.8.0/21
fixed|sel|9318|SK Broadband Co Ltd|2001:290:3500::/40
fixed|sel|9318|SK Broadband Co Ltd|2001:290:b600::/40
fixed|sfo|20001|Charter Communications Inc|138.229.104.0/24
fixed|sfo|20001|Charter Communications Inc|138.229.98.0/24
fixed|sfo|20115|Charter Communications|67.103.40.0/21
fixed|sfo|20115|Charter Communications|94.154.183.0/24
fixed|sfo|209|CenturyLink Communications, LLC|63.147.26.0/23
fixed|sfo|209|CenturyLink Communications, LLC|63.232.128.0/22
fixed|sfo|7018|AT&T Enterprises, LLC|12.11.82.0/23
fixed|sfo|7018|AT&T Enterprises, LLC|12.4.134.0/23
fixed|sfo|7018|AT&T Enterprises, LLC|2600:382:7f00::/40
fixed|sfo|7018|AT&T Enterprises, LLC|2600:382:8600::/40
fixed|sfo|701|Verizon Business|63.72.176.0/23
fixed|sfo|701|Verizon Business|63.75.108.0/22
fixed|sfo|7922|Comcast Cable Communications, LLC|24.4.112.0/21
fixed|sfo|7922|Comcast Cable Communications, LLC|24.4.48.0/21
fixed|sfo|7922|Comcast Cable Communications, LLC|2601:644:7000::/40
fixed|sfo|7922|Comcast Cable Communications, LLC|2601:648:a400::/40
fixed|sin|3758|SingNet Pte Ltd|2.56.56.0/22
fixed|sin|3758|SingNet Pte Ltd|2001:c20:3c00::/40
fixed|sin|3758|SingNet Pte Ltd|2001:c20:3f00::/40
fixed|sin|3758|SingNet Pte Ltd|42.61.0.0/18
fixed|sin|4657|Starhub Ltd.|23.206.180.0/22
fixed|sin|4657|Starhub Ltd.|2406:3001:3700::/40
fixed|sin|4657|Starhub Ltd.|2406:3002:5100::/40
fixed|sin|4657|Starhub Ltd.|27.54.0.0/19
fixed|sin|9506|Singapore Telecommunications Ltd, Magix Services|14.100.0.0/18
fixed|sto|29518|Bredband2 AB|2001:7a0:1e00::/40
fixed|sto|29518|Bredband2 AB|2001:7a0:a500::/40
fixed|sto|29518|Bredband2 AB|31.192.192.0/22
fixed|sto|29518|Bredband2 AB|5.172.144.0/22
fixed|sto|3301|Telia Company AB|2.248.0.0/22
fixed|sto|3301|Telia Company AB|2.248.200.0/21
fixed|sto|3301|Telia Company AB|2001:2001:4000::/40
fixed|sto|8473|Bahnhof AB|2001:9b7:1000::/40
fixed|sto|8473|Bahnhof AB|2001:9b7:bb00::/40
fixed|sto|8473|Bahnhof AB|5.150.208.0/23
fixed|sto|8473|Bahnhof AB|5.150.214.0/23
fixed|syd|1221|Telstra Limited|1.121.0.0/18
fixed|syd|1221|Telstra Limited|1.121.64.0/18
fixed|syd|1221|Telstra Limited|2001:851a:2f00::/40
fixed|syd|1221|Telstra Limited|2001:8613:ea00::/40
fixed|syd|4804|SingTel Optus Pty Ltd|1.40.0.0/18
fixed|syd|7545|TPG Internet Pty Ltd|14.200.4.0/22
fixed|syd|7545|TPG Internet Pty Ltd|14.200.60.0/22
fixed|syd|7545|TPG Internet Pty Ltd|2001:4479:55::/48
fixed|syd|7545|TPG Internet Pty Ltd|2001:4479:700::/40
fixed|tlv|12849|Hot-Net internet services Ltd.|2a00:a040:2500::/40
fixed|tlv|12849|Hot-Net internet services Ltd.|2a00:a040:7300::/40
fixed|tlv|12849|Hot-Net internet services Ltd.|5.28.136.0/21
fixed|tlv|12849|Hot-Net internet services Ltd.|5.28.144.0/20
fixed|tlv|1680|Cellcom Fixed Line Communication L.P|2001:4df5:8900::/40
fixed|tlv|1680|Cellcom Fixed Line Communication L.P|2001:4df7:3300::/40
fixed|tlv|1680|Cellcom Fixed Line Communication L.P|23.46.164.0/22
fixed|tlv|1680|Cellcom Fixed Line Communication L.P|37.26.144.0/21
fixed|tlv|8551|Bezeq International Ltd.|2001:4cd2:f100::/40
fixed|tlv|8551|Bezeq International Ltd.|2001:4cd3:800::/40
fixed|tlv|8551|Bezeq International Ltd.|31.168.0.0/21
fixed|tlv|8551|Bezeq International Ltd.|31.168.16.0/20
fixed|tor|577|Bell Canada|2001:4958:3564::/48
fixed|tor|577|Bell Canada|50.100.180.0/22
fixed|tor|577|Bell Canada|50.100.56.0/22
fixed|tor|6327|Shaw Communications|24.64.64.0/21
fixed|tor|6327|Shaw Communications|24.64.92.0/22
fixed|tor|6327|Shaw Communications|2604:3d04:e500::/40
fixed|tor|6327|Shaw Communications|2604:3d0e:b300::/40
fixed|tor|812|Rogers Communications Canada Inc.|2605:1300:4800::/40
fixed|tor|812|Rogers Communications Canada Inc.|2605:1300:9300::/40
fixed|tor|812|Rogers Communications Canada Inc.|9.232.0.0/20
fixed|tor|812|Rogers Communications Canada Inc.|9.233.112.0/21
fixed|tor|852|TELUS Communications Inc.|2001:569:1900::/40
fixed|tor|852|TELUS Communications Inc.|2001:569:4700::/40
fixed|tor|852|TELUS Communications Inc.|64.147.240.0/20
fixed|tor|852|TELUS Communications Inc.|64.22.64.0/23
fixed|tyo|17676|SoftBank Corp.|1.112.0.0/21
fixed|tyo|17676|SoftBank Corp.|1.112.32.0/20
fixed|tyo|17676|SoftBank Corp.|2400:2a91:6b00::/40
fixed|tyo|17676|SoftBank Corp.|2400:2bf3:4d00::/40
fixed|tyo|2516|KDDI CORPORATION|14.8.24.0/21
fixed|tyo|2516|KDDI CORPORATION|14.8.8.0/21
fixed|tyo|2516|KDDI CORPORATION|2001:268:6700::/40
fixed|tyo|2516|KDDI CORPORATION|2001:268:be00::/40
fixed|tyo|4713|NTT Communications Corporation|2001:380:6000::/40
fixed|tyo|4713|NTT Communications Corporation|2001:380:b00::/40
fixed|tyo|4713|NTT Communications Corporation|27.133.240.0/22
fixed|tyo|4713|NTT Communications Corporation|58.88.88.0/21
fixed|van|577|Bell Canada|192.219.32.0/19
fixed|van|577|Bell Canada|74.12.240.0/22
fixed|van|6327|Shaw Communications|2001:4e8:1b00::/40
fixed|van|6327|Shaw Communications|2001:4e8:9c00::/40
fixed|van|6327|Shaw Communications|24.80.16.0/20
fixed|van|6327|Shaw Communications|24.80.32.0/19
fixed|van|812|Rogers Communications Canada Inc.|24.114.22.0/23
fixed|van|812|Rogers Communications Canada Inc.|2606:f900:1106::/48
fixed|van|812|Rogers Communications Canada Inc.|72.136.184.0/22
fixed|van|852|TELUS Communications Inc.|2001:568:9::/48
fixed|van|852|TELUS Communications Inc.|2001:569:5600::/40
fixed|van|852|TELUS Communications Inc.|23.16.24.0/21
fixed|van|852|TELUS Communications Inc.|23.16.32.0/21
fixed|vie|8412|T-Mobile Austria GmbH|2001:4bc8:1c00::/40
fixed|vie|8412|T-Mobile Austria GmbH|2001:4bc8:c500::/40
fixed|vie|8412|T-Mobile Austria GmbH|45.12.98.0/24
fixed|vie|8412|T-Mobile Austria GmbH|46.124.0.0/19
fixed|vie|8447|A1 Telekom Austria AG|2001:856:3b00::/40
fixed|vie|8447|A1 Telekom Austria AG|2001:857:f900::/40
fixed|vie|8447|A1 Telekom Austria AG|37.44.220.0/24
fixed|vie|8447|A1 Telekom Austria AG|46.74.0.0/19
fixed|waw|12741|Netia SA|2001:16b0:9000::/40
fixed|waw|12741|Netia SA|2001:16b0:a000::/40
fixed|waw|12741|Netia SA|5.226.108.0/22
fixed|waw|12741|Netia SA|5.226.64.0/23
fixed|waw|5617|Orange Polska Spolka Akcyjna|2a00:f40:be00::/40
fixed|waw|5617|Orange Polska Spolka Akcyjna|2a00:f44:7a00::/40
fixed|waw|5617|Orange Polska Spolka Akcyjna|5.184.0.0/18
fixed|waw|9141|P4 Sp. z o.o.|2001:4050:ac00::/40
fixed|waw|9141|P4 Sp. z o.o.|2001:4050:e00::/40
fixed|waw|9141|P4 Sp. z o.o.|31.178.20.0/22
fixed|waw|9141|P4 Sp. z o.o.|31.178.40.0/21
fixed|zrh|3303|Swisscom (Schweiz) AG|2001:4d98:4f00::/40
fixed|zrh|3303|Swisscom (Schweiz) AG|2001:4d98:600::/40
fixed|zrh|3303|Swisscom (Schweiz) AG|46.14.38.0/23
fixed|zrh|3303|Swisscom (Schweiz) AG|46.14.40.0/23
fixed|zrh|6730|Sunrise GmbH|2001:1714:9e00::/40
fixed|zrh|6730|Sunrise GmbH|2001:171b:6000::/40
fixed|zrh|6730|Sunrise GmbH|31.10.142.0/23
fixed|zrh|6730|Sunrise GmbH|31.10.176.0/20
hosting|akl|16276|OVH SAS|148.113.72.0/23
hosting|akl|16509|Amazon.com, Inc.|2406:da00:2800::/40
hosting|akl|16509|Amazon.com, Inc.|3.102.0.0/18
hosting|akl|20473|The Constant Company, LLC|103.197.53.0/24
hosting|akl|396982|Google LLC|2606:f4c0:2484::/48
hosting|akl|396982|Google LLC|34.99.12.0/24
hosting|akl|63949|Akamai Technologies, Inc.|172.235.118.0/23
hosting|akl|63949|Akamai Technologies, Inc.|2600:3c12:b00::/40
hosting|ams|12876|Scaleway SAS|2001:bc8:5200::/40
hosting|ams|12876|Scaleway SAS|51.15.0.0/18
hosting|ams|14061|DigitalOcean, LLC|37.139.0.0/19
hosting|ams|16276|OVH SAS|82.39.216.0/22
hosting|ams|16509|Amazon.com, Inc.|13.32.168.0/21
hosting|ams|16509|Amazon.com, Inc.|2600:9000:1e9f::/48
hosting|ams|20473|The Constant Company, LLC|2001:19f0:5200::/40
hosting|ams|20473|The Constant Company, LLC|45.32.232.0/21
hosting|ams|36352|HostPapa|23.94.216.0/23
hosting|ams|396982|Google LLC|2606:f4c0:2545::/48
hosting|ams|396982|Google LLC|98.158.252.0/22
hosting|ams|47583|Hostinger International Limited|153.92.2.0/24
hosting|ams|53667|FranTech Solutions|2a0f:7d05:6c00::/40
hosting|ams|60781|LeaseWeb Netherlands B.V.|2001:1af8:a00::/40
hosting|ams|60781|LeaseWeb Netherlands B.V.|5.79.64.0/18
hosting|ams|62240|Clouvider Limited|2a0a:8dc0:1300::/40
hosting|ams|62240|Clouvider Limited|5.104.72.0/23
hosting|ams|63949|Akamai Technologies, Inc.|172.233.32.0/19
hosting|ams|63949|Akamai Technologies, Inc.|2600:3c0e:df00::/40
hosting|atl|14061|DigitalOcean, LLC|129.212.176.0/20
hosting|atl|16276|OVH SAS|40.160.238.0/23
hosting|atl|16509|Amazon.com, Inc.|13.128.160.0/19
hosting|atl|16509|Amazon.com, Inc.|2600:1f15:c800::/40
hosting|atl|20473|The Constant Company, LLC|2001:19f0:5700::/40
hosting|atl|20473|The Constant Company, LLC|45.32.208.0/20
hosting|atl|36352|HostPapa|23.94.48.0/21
hosting|atl|396982|Google LLC|147.146.240.0/20
hosting|atl|396982|Google LLC|2606:f4c0:260c::/48
hosting|atl|62240|Clouvider Limited|2a0a:8dc0:9200::/40
hosting|atl|62240|Clouvider Limited|92.119.16.0/22
hosting|atl|63949|Akamai Technologies, Inc.|2600:3c02:9800::/40
hosting|atl|63949|Akamai Technologies, Inc.|45.79.192.0/20
hosting|bcn|16276|OVH SAS|82.38.240.0/22
hosting|bcn|16509|Amazon.com, Inc.|18.172.208.0/21
hosting|bcn|20473|The Constant Company, LLC|65.20.106.0/24
hosting|bcn|396982|Google LLC|2606:f4c0:24d8::/48
hosting|bcn|396982|Google LLC|34.103.247.0/24
hosting|ber|14061|DigitalOcean, LLC|46.101.173.0/24
hosting|ber|16276|OVH SAS|2.26.132.0/24
hosting|ber|16509|Amazon.com, Inc.|13.224.128.0/21
hosting|ber|16509|Amazon.com, Inc.|2001:3fc1:8500::/40
hosting|ber|20473|The Constant Company, LLC|137.175.53.0/24
hosting|ber|20473|The Constant Company, LLC|2a09:ff00:8a00::/40
hosting|ber|24940|Hetzner Online GmbH|5.75.230.0/24
hosting|ber|396982|Google LLC|2600:1901:81fd::/48
hosting|ber|396982|Google LLC|34.32.0.0/18
hosting|ber|51167|Contabo GmbH|84.46.240.0/20
hosting|ber|62240|Clouvider Limited|154.194.80.0/20
hosting|ber|63949|Akamai Technologies, Inc.|172.235.120.0/23
hosting|ber|63949|Akamai Technologies, Inc.|2600:3c12:c00::/40
hosting|blr|14061|DigitalOcean, LLC|64.227.128.0/18
hosting|blr|16276|OVH SAS|91.134.24.0/24
hosting|blr|16509|Amazon.com, Inc.|18.155.96.0/21
hosting|blr|20473|The Constant Company, LLC|2401:c080:3100::/40
hosting|blr|20473|The Constant Company, LLC|64.176.96.0/19
hosting|blr|396982|Google LLC|148.64.5.0/24
hosting|blr|51167|Contabo GmbH|62.171.160.0/23
hosting|bom|16276|OVH SAS|148.113.0.0/21
hosting|bom|16276|OVH SAS|2402:1f00:8300::/40
hosting|bom|16509|Amazon.com, Inc.|2406:da1a:1700::/40
hosting|bom|16509|Amazon.com, Inc.|3.6.0.0/18
hosting|bom|20473|The Constant Company, LLC|2401:c080:2600::/40
hosting|bom|20473|The Constant Company, LLC|65.20.64.0/19
hosting|bom|396982|Google LLC|2606:f4c0:2347::/48
hosting|bom|396982|Google LLC|8.231.64.0/18
hosting|bom|47583|Hostinger International Limited|2a02:4780:139::/48
hosting|bom|47583|Hostinger International Limited|31.97.224.0/20
hosting|bom|62240|Clouvider Limited|88.216.17.0/24
hosting|bom|63949|Akamai Technologies, Inc.|139.144.0.0/20
hosting|bom|63949|Akamai Technologies, Inc.|2400:8904:fd00::/40
hosting|bos|16276|OVH SAS|40.160.242.0/24
hosting|bos|16509|Amazon.com, Inc.|13.128.112.0/20
hosting|bos|16509|Amazon.com, Inc.|2600:f0fb:e100::/40
hosting|bos|20473|The Constant Company, LLC|108.165.245.0/24
hosting|bos|396982|Google LLC|27.0.224.0/22
hosting|bos|47583|Hostinger International Limited|2.24.64.0/18
hosting|bos|47583|Hostinger International Limited|2a02:4780:be::/48
hosting|bos|62240|Clouvider Limited|212.192.251.0/24
hosting|bos|63949|Akamai Technologies, Inc.|139.144.128.0/22
hosting|bos|63949|Akamai Technologies, Inc.|2600:3c10:300::/40
hosting|bru|16276|OVH SAS|5.135.35.0/24
hosting|bru|16509|Amazon.com, Inc.|13.225.16.0/21
hosting|bru|16509|Amazon.com, Inc.|2401:1d80:339c::/48
hosting|bru|20473|The Constant Company, LLC|44.31.179.0/24
hosting|bru|396982|Google LLC|2606:f4c0:278d::/48
hosting|bru|396982|Google LLC|8.235.128.0/18
hosting|bru|62240|Clouvider Limited|91.212.169.0/24
hosting|bue|16276|OVH SAS|51.79.14.0/24
hosting|bue|16509|Amazon.com, Inc.|3.160.96.0/19
hosting|bue|396982|Google LLC|168.149.163.0/24
hosting|bue|396982|Google LLC|2606:f4c0:25c7::/48
hosting|bue|62240|Clouvider Limited|193.200.61.0/24
hosting|buh|16276|OVH SAS|91.124.199.0/24
hosting|buh|16509|Amazon.com, Inc.|3.160.240.0/20
hosting|buh|396982|Google LLC|2606:f4c0:2046::/48
hosting|buh|396982|Google LLC|85.120.74.0/24
hosting|buh|62240|Clouvider Limited|213.109.196.0/24
hosting|chi|14061|DigitalOcean, LLC|137.184.188.0/24
hosting|chi|16276|OVH SAS|46.202.240.0/22
hosting|chi|16509|Amazon.com, Inc.|2600:1f15:4800::/40
hosting|chi|16509|Amazon.com, Inc.|3.162.160.0/20
hosting|chi|20473|The Constant Company, LLC|2a14:7584:e32f::/48
hosting|chi|20473|The Constant Company, LLC|44.127.48.0/23
hosting|chi|36352|HostPapa|104.223.120.0/22
hosting|chi|36352|HostPapa|2606:c680:f300::/40
hosting|chi|396982|Google LLC|50.115.218.0/23
hosting|chi|51167|Contabo GmbH|109.199.108.0/22
hosting|chi|53667|FranTech Solutions|198.251.90.0/24
hosting|chi|62240|Clouvider Limited|103.103.98.0/23
hosting|chi|62240|Clouvider Limited|2a0a:8dc0:8700::/40
hosting|chi|63949|Akamai Technologies, Inc.|172.232.0.0/19
hosting|chi|63949|Akamai Technologies, Inc.|2600:3c06:5b00::/40
hosting|cph|16276|OVH SAS|82.47.63.0/24
hosting|cph|16509|Amazon.com, Inc.|13.154.16.0/20
hosting|cph|396982|Google LLC|153.72.156.0/24
hosting|cph|396982|Google LLC|2606:f4c0:2550::/48
hosting|dal|14061|DigitalOcean, LLC|161.35.238.0/24
hosting|dal|16276|OVH SAS|46.203.116.0/22
hosting|dal|16509|Amazon.com, Inc.|2600:1f10:8300::/40
hosting|dal|16509|Amazon.com, Inc.|3.168.0.0/20
hosting|dal|20473|The Constant Company, LLC|2001:19f0:6500::/40
hosting|dal|20473|The Constant Company, LLC|45.32.192.0/20
hosting|dal|36352|HostPapa|23.95.108.0/22
hosting|dal|36352|HostPapa|2605:6f02:5f00::/40
hosting|dal|396982|Google LLC|34.174.0.0/18
hosting|dal|62240|Clouvider Limited|2.56.188.0/22
hosting|dal|62240|Clouvider Limited|2a0a:8dc0:3300::/40
hosting|dal|63949|Akamai Technologies, Inc.|2600:3c00:3500::/40
hosting|dal|63949|Akamai Technologies, Inc.|45.33.0.0/20
hosting|den|14061|DigitalOcean, LLC|168.144.176.0/20
hosting|den|16276|OVH SAS|40.160.236.0/24
hosting|den|16509|Amazon.com, Inc.|2600:1f14:8400::/40
hosting|den|16509|Amazon.com, Inc.|5.174.144.0/20
hosting|den|20473|The Constant Company, LLC|157.254.140.0/24
hosting|den|36352|HostPapa|192.3.125.0/24
hosting|den|396982|Google LLC|162.52.0.0/22
hosting|den|63949|Akamai Technologies, Inc.|172.235.96.0/23
hosting|den|63949|Akamai Technologies, Inc.|2600:3c12:a00::/40
hosting|dub|16276|OVH SAS|188.165.6.0/23
hosting|dub|16509|Amazon.com, Inc.|2605:8380:a00::/40
hosting|dub|16509|Amazon.com, Inc.|3.40.128.0/18
hosting|dub|36352|HostPapa|198.55.102.0/23
hosting|dub|36352|HostPapa|2605:6f0a:0::/40
hosting|dub|396982|Google LLC|2606:f4c0:2500::/48
hosting|dub|396982|Google LLC|74.112.189.0/24
hosting|dub|62240|Clouvider Limited|46.149.131.0/24
hosting|dxb|16276|OVH SAS|82.41.204.0/22
hosting|dxb|16509|Amazon.com, Inc.|2406:da00:7000::/40
hosting|dxb|16509|Amazon.com, Inc.|3.28.0.0/18
hosting|dxb|20473|The Constant Company, LLC|151.241.12.0/23
hosting|dxb|396982|Google LLC|2606:f4c0:209a::/48
hosting|dxb|396982|Google LLC|34.103.140.0/23
hosting|dxb|60781|LeaseWeb Netherlands B.V.|151.242.208.0/23
hosting|dxb|62240|Clouvider Limited|154.223.208.0/23
hosting|fra|14061|DigitalOcean, LLC|46.101.68.0/22
hosting|fra|16276|OVH SAS|43.226.0.0/23
hosting|fra|16509|Amazon.com, Inc.|2606:f40:9800::/40
hosting|fra|16509|Amazon.com, Inc.|3.40.0.0/18
hosting|fra|20473|The Constant Company, LLC|2001:19f0:9400::/40
hosting|fra|20473|The Constant Company, LLC|45.76.80.0/20
hosting|fra|24940|Hetzner Online GmbH|138.199.248.0/21
hosting|fra|24940|Hetzner Online GmbH|2a01:4f9:900::/40
hosting|fra|396982|Google LLC|2606:f4c0:20a6::/48
hosting|fra|396982|Google LLC|34.40.0.0/18
hosting|fra|47583|Hostinger International Limited|2a02:4780:ec::/48
hosting|fra|47583|Hostinger International Limited|31.97.32.0/21
hosting|fra|51167|Contabo GmbH|2a02:c202:9800::/40
hosting|fra|51167|Contabo GmbH|31.220.72.0/21
hosting|fra|60781|LeaseWeb Netherlands B.V.|45.152.208.0/24
hosting|fra|62240|Clouvider Limited|2a0a:8dc0:7900::/40
hosting|fra|62240|Clouvider Limited|45.140.42.0/23
hosting|fra|63949|Akamai Technologies, Inc.|104.105.0.0/19
hosting|fra|63949|Akamai Technologies, Inc.|2600:3c17:f300::/40
hosting|gru|16276|OVH SAS|82.38.124.0/22
hosting|gru|16509|Amazon.com, Inc.|2600:1f1e:f00::/40
hosting|gru|16509|Amazon.com, Inc.|3.44.192.0/18
hosting|gru|20473|The Constant Company, LLC|151.240.244.0/22
hosting|gru|20473|The Constant Company, LLC|2001:19f0:bb00::/40
hosting|gru|396982|Google LLC|2606:f4c0:244f::/48
hosting|gru|396982|Google LLC|34.39.128.0/18
hosting|gru|47583|Hostinger International Limited|2a02:4780:2f::/48
hosting|gru|47583|Hostinger International Limited|31.97.16.0/20
hosting|gru|62240|Clouvider Limited|154.223.220.0/23
hosting|gru|63949|Akamai Technologies, Inc.|172.233.8.0/21
hosting|gru|63949|Akamai Technologies, Inc.|2600:3c0d:7a00::/40
hosting|ham|14061|DigitalOcean, LLC|46.101.110.0/24
hosting|ham|16276|OVH SAS|135.125.220.0/23
hosting|ham|16509|Amazon.com, Inc.|13.160.0.0/20
hosting|ham|396982|Google LLC|2606:f4c0:20b9::/48
hosting|ham|396982|Google LLC|34.103.166.0/23
hosting|ham|51167|Contabo GmbH|84.247.128.0/21
hosting|ham|62240|Clouvider Limited|154.196.22.0/23
hosting|ham|63949|Akamai Technologies, Inc.|172.235.98.0/23
hosting|ham|63949|Akamai Technologies, Inc.|2600:3c12:100::/40
hosting|hel|16276|OVH SAS|5.135.15.0/24
hosting|hel|16509|Amazon.com, Inc.|13.154.0.0/20
hosting|hel|24940|Hetzner Online GmbH|2a01:4f9:b000::/40
hosting|hel|24940|Hetzner Online GmbH|37.27.0.0/18
hosting|hel|396982|Google LLC|2001:671:fe00::/40
hosting|hel|396982|Google LLC|212.38.240.0/22
hosting|hel|60781|LeaseWeb Netherlands B.V.|45.130.60.0/24
hosting|hel|62240|Clouvider Limited|84.246.110.0/24
hosting|hkg|16276|OVH SAS|82.38.224.0/22
hosting|hkg|16509|Amazon.com, Inc.|2406:da1e:c800::/40
hosting|hkg|16509|Amazon.com, Inc.|3.45.0.0/18
hosting|hkg|20473|The Constant Company, LLC|103.43.174.0/23
hosting|hkg|396982|Google LLC|2606:f4c0:2731::/48
hosting|hkg|396982|Google LLC|34.92.0.0/18
hosting|hkg|62240|Clouvider Limited|103.145.21.0/24
hosting|iev|16276|OVH SAS|168.222.183.0/24
hosting|iev|16509|Amazon.com, Inc.|93.77.192.0/19
hosting|iev|20473|The Constant Company, LLC|178.95.32.0/22
hosting|iev|24940|Hetzner Online GmbH|195.248.224.0/24
hosting|iev|396982|Google LLC|2606:f4c0:2958::/48
hosting|ist|16276|OVH SAS|82.39.176.0/21
hosting|ist|16509|Amazon.com, Inc.|2a05:d01b:d00::/40
hosting|ist|16509|Amazon.com, Inc.|83.119.128.0/18
hosting|ist|396982|Google LLC|2606:f4c0:20cf::/48
hosting|ist|396982|Google LLC|34.103.134.0/23
hosting|ist|62240|Clouvider Limited|88.151.11.0/24
hosting|jnb|16276|OVH SAS|31.6.62.0/24
hosting|jnb|16509|Amazon.com, Inc.|3.160.160.0/20
hosting|jnb|20473|The Constant Company, LLC|139.84.240.0/20
hosting|jnb|20473|The Constant Company, LLC|2a05:f480:3200::/40
hosting|jnb|396982|Google LLC|2606:f4c0:20dc::/48
hosting|jnb|396982|Google LLC|34.35.0.0/18
hosting|jnb|47583|Hostinger International Limited|2a02:4780:47::/48
hosting|jnb|47583|Hostinger International Limited|5.252.75.0/24
hosting|jnb|63949|Akamai Technologies, Inc.|172.235.102.0/24
hosting|jnb|63949|Akamai Technologies, Inc.|2600:3c12:400::/40
hosting|krk|16276|OVH SAS|82.40.8.0/22
hosting|krk|62240|Clouvider Limited|194.28.157.0/24
hosting|lax|16276|OVH SAS|109.176.48.0/21
hosting|lax|16509|Amazon.com, Inc.|2406:da18:3400::/40
hosting|lax|16509|Amazon.com, Inc.|3.167.192.0/20
hosting|lax|20473|The Constant Company, LLC|2001:19f0:6000::/40
hosting|lax|20473|The Constant Company, LLC|45.32.64.0/19
hosting|lax|36352|HostPapa|23.94.8.0/22
hosting|lax|36352|HostPapa|2607:9d00:2b00::/40
hosting|lax|396982|Google LLC|2606:f4c0:2702::/48
hosting|lax|396982|Google LLC|34.20.128.0/18
hosting|lax|51167|Contabo GmbH|37.60.246.0/24
hosting|lax|53667|FranTech Solutions|2a14:7581:d101::/48
hosting|lax|62240|Clouvider Limited|2a0a:8dc0:5a00::/40
hosting|lax|62240|Clouvider Limited|45.87.124.0/23
hosting|lax|63949|Akamai Technologies, Inc.|104.105.160.0/19
hosting|lax|63949|Akamai Technologies, Inc.|2a01:7e03:c100::/40
hosting|lis|16276|OVH SAS|94.23.74.0/23
hosting|lis|16509|Amazon.com, Inc.|2a11:bd80:5a00::/40
hosting|lis|16509|Amazon.com, Inc.|99.86.160.0/21
hosting|lis|396982|Google LLC|2606:f4c0:24e3::/48
hosting|lis|396982|Google LLC|34.103.192.0/23
hosting|lis|62240|Clouvider Limited|89.107.12.0/24
hosting|lon|14061|DigitalOcean, LLC|5.101.96.0/21
hosting|lon|16276|OVH SAS|46.244.40.0/21
hosting|lon|16509|Amazon.com, Inc.|1.178.144.0/20
hosting|lon|16509|Amazon.com, Inc.|2401:1d80:3114::/48
hosting|lon|20473|The Constant Company, LLC|2001:19f0:7600::/40
hosting|lon|20473|The Constant Company, LLC|45.76.128.0/20
hosting|lon|24940|Hetzner Online GmbH|2.28.0.0/18
hosting|lon|36352|HostPapa|31.77.200.0/24
hosting|lon|396982|Google LLC|2606:f4c0:2519::/48
hosting|lon|396982|Google LLC|34.13.0.0/18
hosting|lon|47583|Hostinger International Limited|2.25.64.0/18
hosting|lon|51167|Contabo GmbH|2a02:c206:7a00::/40
hosting|lon|51167|Contabo GmbH|5.189.144.0/21
hosting|lon|62240|Clouvider Limited|2a04:92c1:ba00::/40
hosting|lon|62240|Clouvider Limited|5.180.210.0/23
hosting|lon|63949|Akamai Technologies, Inc.|109.74.192.0/20
hosting|lon|63949|Akamai Technologies, Inc.|2600:3c13:be00::/40
hosting|los|16509|Amazon.com, Inc.|15.103.0.0/20
hosting|los|396982|Google LLC|2606:f4c0:20f8::/48
hosting|los|396982|Google LLC|34.99.202.0/23
hosting|lyo|12876|Scaleway SAS|163.172.109.0/24
hosting|lyo|16276|OVH SAS|54.38.170.0/23
hosting|lyo|16509|Amazon.com, Inc.|13.37.6.0/24
hosting|mad|16276|OVH SAS|46.105.140.0/23
hosting|mad|16509|Amazon.com, Inc.|15.216.0.0/18
hosting|mad|16509|Amazon.com, Inc.|2a00:dc87:f600::/40
hosting|mad|20473|The Constant Company, LLC|23.27.195.0/24
hosting|mad|20473|The Constant Company, LLC|2a05:f480:2a00::/40
hosting|mad|36352|HostPapa|5.226.171.0/24
hosting|mad|396982|Google LLC|2606:f4c0:24fb::/48
hosting|mad|396982|Google LLC|34.164.0.0/18
hosting|mad|62240|Clouvider Limited|193.160.68.0/23
hosting|mad|63949|Akamai Technologies, Inc.|172.233.96.0/20
hosting|mad|63949|Akamai Technologies, Inc.|2a01:7e02:8a00::/40
hosting|man|14061|DigitalOcean, LLC|143.110.166.0/24
hosting|man|16276|OVH SAS|82.38.244.0/22
hosting|man|16509|Amazon.com, Inc.|51.60.240.0/20
hosting|man|20473|The Constant Company, LLC|2a05:f480:3400::/40
hosting|man|20473|The Constant Company, LLC|64.176.176.0/20
hosting|man|47583|Hostinger International Limited|2.24.128.0/20
hosting|man|47583|Hostinger International Limited|2a02:4780:26::/48
hosting|man|62240|Clouvider Limited|216.169.132.0/22
hosting|man|62240|Clouvider Limited|2a0a:8dc0:6100::/40
hosting|mel|16276|OVH SAS|45.154.157.0/24
hosting|mel|16509|Amazon.com, Inc.|16.26.0.0/18
hosting|mel|16509|Amazon.com, Inc.|2406:da1f:700::/40
hosting|mel|20473|The Constant Company, LLC|2401:c080:2200::/40
hosting|mel|20473|The Constant Company, LLC|67.219.96.0/20
hosting|mel|396982|Google LLC|2606:f4c0:2772::/48
hosting|mel|396982|Google LLC|34.129.0.0/18
hosting|mel|63949|Akamai Technologies, Inc.|172.236.32.0/19
hosting|mel|63949|Akamai Technologies, Inc.|2600:3c14:8400::/40
hosting|mex|16276|OVH SAS|82.41.52.0/22
hosting|mex|20473|The Constant Company, LLC|2a0b:503:bb00::/40
hosting|mex|20473|The Constant Company, LLC|91.124.80.0/23
hosting|mex|396982|Google LLC|2606:f4c0:2909::/48
hosting|mex|396982|Google LLC|66.103.27.0/24
hosting|mex|62240|Clouvider Limited|186.243.155.0/24
hosting|mil|12876|Scaleway SAS|151.115.160.0/19
hosting|mil|12876|Scaleway SAS|2001:bc8:4200::/40
hosting|mil|16276|OVH SAS|57.131.16.0/20
hosting|mil|16509|Amazon.com, Inc.|2605:8380:1700::/40
hosting|mil|16509|Amazon.com, Inc.|3.165.240.0/20
hosting|mil|20473|The Constant Company, LLC|66.245.200.0/21
hosting|mil|396982|Google LLC|2606:f4c0:258d::/48
hosting|mil|396982|Google LLC|34.154.0.0/18
hosting|mil|63949|Akamai Technologies, Inc.|104.105.80.0/20
hosting|mil|63949|Akamai Technologies, Inc.|2600:3c0b:5f00::/40
hosting|mow|16276|OVH SAS|5.135.69.0/24
hosting|mow|16509|Amazon.com, Inc.|57.87.16.0/20
hosting|mow|20473|The Constant Company, LLC|45.156.1.0/24
hosting|mow|36352|HostPapa|185.177.231.0/24
hosting|mow|396982|Google LLC|2606:f4c0:23ac::/48
hosting|mow|396982|Google LLC|34.103.38.0/23
hosting|mow|62240|Clouvider Limited|176.106.140.0/24
hosting|mow|62240|Clouvider Limited|2a0a:f584:9c00::/40
hosting|muc|14061|DigitalOcean, LLC|46.101.193.0/24
hosting|muc|16276|OVH SAS|92.222.242.0/24
hosting|muc|16509|Amazon.com, Inc.|18.66.184.0/21
hosting|muc|16509|Amazon.com, Inc.|2a01:fd40:300::/40
hosting|muc|24940|Hetzner Online GmbH|83.219.100.0/22
hosting|muc|396982|Google LLC|2606:f4c0:212e::/48
hosting|muc|51167|Contabo GmbH|2a02:c207:7500::/40
hosting|muc|51167|Contabo GmbH|5.189.176.0/20
hosting|muc|62240|Clouvider Limited|154.195.128.0/21
hosting|nyc|14061|DigitalOcean, LLC|24.144.112.0/20
hosting|nyc|16276|OVH SAS|40.160.230.0/23
hosting|nyc|16509|Amazon.com, Inc.|2600:1f18:ef00::/40
hosting|nyc|16509|Amazon.com, Inc.|3.152.64.0/18
hosting|nyc|20473|The Constant Company, LLC|2a12:7240:9400::/40
hosting|nyc|20473|The Constant Company, LLC|44.33.128.0/18
hosting|nyc|36352|HostPapa|23.94.157.0/24
hosting|nyc|396982|Google LLC|199.187.116.0/22
hosting|nyc|396982|Google LLC|2606:f4c0:26da::/48
hosting|nyc|51167|Contabo GmbH|45.92.8.0/23
hosting|nyc|53667|FranTech Solutions|162.245.0.0/21
hosting|nyc|53667|FranTech Solutions|2605:6400:9300::/40
hosting|nyc|62240|Clouvider Limited|2a0a:8dc0:2700::/40
hosting|nyc|62240|Clouvider Limited|45.192.32.0/20
hosting|nyc|63949|Akamai Technologies, Inc.|172.234.0.0/23
hosting|opo|16276|OVH SAS|92.222.129.0/24
hosting|opo|16509|Amazon.com, Inc.|185.210.156.0/24
hosting|osa|16509|Amazon.com, Inc.|13.208.0.0/18
hosting|osa|16509|Amazon.com, Inc.|2406:da00:6000::/40
hosting|osa|20473|The Constant Company, LLC|2401:c080:3b00::/40
hosting|osa|20473|The Constant Company, LLC|64.176.32.0/19
hosting|osa|396982|Google LLC|2606:f4c0:2742::/48
hosting|osa|396982|Google LLC|34.97.0.0/18
hosting|osa|62240|Clouvider Limited|82.117.92.0/23
hosting|osa|63949|Akamai Technologies, Inc.|172.233.64.0/19
hosting|osa|63949|Akamai Technologies, Inc.|2400:8905:e400::/40
hosting|osl|16276|OVH SAS|141.227.166.0/24
hosting|osl|16509|Amazon.com, Inc.|52.222.184.0/21
hosting|osl|396982|Google LLC|155.55.196.0/22
hosting|osl|396982|Google LLC|2606:f4c0:23b3::/48
hosting|osl|62240|Clouvider Limited|91.209.31.0/24
hosting|osl|63949|Akamai Technologies, Inc.|172.238.128.0/19
hosting|osl|63949|Akamai Technologies, Inc.|2600:3c19:dd00::/40
hosting|par|12876|Scaleway SAS|2001:bc8:2d00::/40
hosting|par|12876|Scaleway SAS|51.15.128.0/18
hosting|par|16276|OVH SAS|5.39.44.0/23
hosting|par|16509|Amazon.com, Inc.|13.36.0.0/18
hosting|par|16509|Amazon.com, Inc.|2605:8380:600::/40
hosting|par|20473|The Constant Company, LLC|2001:19f0:6a00::/40
hosting|par|20473|The Constant Company, LLC|44.7.0.0/20
hosting|par|36352|HostPapa|198.23.220.0/24
hosting|par|396982|Google LLC|2a04:7202:ee00::/40
hosting|par|396982|Google LLC|34.155.0.0/18
hosting|par|47583|Hostinger International Limited|2.24.48.0/20
hosting|par|47583|Hostinger International Limited|2a02:4780:fd::/48
hosting|par|51167|Contabo GmbH|147.93.160.0/21
hosting|par|60781|LeaseWeb Netherlands B.V.|191.101.200.0/24
hosting|par|62240|Clouvider Limited|154.90.142.0/23
hosting|par|63949|Akamai Technologies, Inc.|104.105.32.0/19
hosting|par|63949|Akamai Technologies, Inc.|2600:3c07:a00::/40
hosting|prg|16276|OVH SAS|94.23.170.0/23
hosting|prg|16509|Amazon.com, Inc.|139.81.100.0/22
hosting|prg|396982|Google LLC|2606:f4c0:2138::/48
hosting|prg|62240|Clouvider Limited|146.19.64.0/23
hosting|rom|16276|OVH SAS|37.59.243.0/24
hosting|rom|16509|Amazon.com, Inc.|13.35.240.0/21
hosting|rom|396982|Google LLC|45.66.81.0/24
hosting|rom|62240|Clouvider Limited|62.3.2.0/23
hosting|sea|14061|DigitalOcean, LLC|107.170.229.0/24
hosting|sea|16276|OVH SAS|40.160.240.0/23
hosting|sea|16509|Amazon.com, Inc.|2600:1f15:3100::/40
hosting|sea|16509|Amazon.com, Inc.|5.174.64.0/20
hosting|sea|20473|The Constant Company, LLC|2001:19f0:8300::/40
hosting|sea|20473|The Constant Company, LLC|45.32.224.0/21
hosting|sea|36352|HostPapa|23.94.56.0/23
hosting|sea|36352|HostPapa|2605:6f06:7e00::/40
hosting|sea|396982|Google LLC|168.149.164.0/24
hosting|sea|53667|FranTech Solutions|2a0f:9404:0::/40
hosting|sea|63949|Akamai Technologies, Inc.|172.232.160.0/19
hosting|sea|63949|Akamai Technologies, Inc.|2600:3c0a:b000::/40
hosting|sel|16276|OVH SAS|82.41.172.0/22
hosting|sel|16509|Amazon.com, Inc.|13.124.0.0/18
hosting|sel|16509|Amazon.com, Inc.|2600:f0f0:1105::/48
hosting|sel|20473|The Constant Company, LLC|2401:c080:1f00::/40
hosting|sel|20473|The Constant Company, LLC|64.176.224.0/19
hosting|sel|396982|Google LLC|2606:f4c0:28ac::/48
hosting|sel|396982|Google LLC|8.228.128.0/18
hosting|sel|62240|Clouvider Limited|85.142.184.0/21
hosting|sfo|14061|DigitalOcean, LLC|45.55.0.0/20
hosting|sfo|16276|OVH SAS|15.204.17.0/24
hosting|sfo|16509|Amazon.com, Inc.|18.239.196.0/22
hosting|sfo|16509|Amazon.com, Inc.|2601:6000:f800::/40
hosting|sfo|20473|The Constant Company, LLC|2602:f6ac:400::/40
hosting|sfo|20473|The Constant Company, LLC|45.78.90.0/23
hosting|sfo|36352|HostPapa|172.245.167.0/24
hosting|sfo|396982|Google LLC|129.77.8.0/21
hosting|sfo|396982|Google LLC|2607:6bc0:600::/40
hosting|sfo|62240|Clouvider Limited|142.252.82.0/23
hosting|sfo|63949|Akamai Technologies, Inc.|72.14.178.0/24
hosting|sin|14061|DigitalOcean, LLC|68.183.176.0/20
hosting|sin|16276|OVH SAS|15.235.160.0/21
hosting|sin|16276|OVH SAS|2402:1f00:8000::/40
hosting|sin|16509|Amazon.com, Inc.|2406:da00:8000::/40
hosting|sin|16509|Amazon.com, Inc.|3.0.0.0/18
hosting|sin|20473|The Constant Company, LLC|2001:19f0:4500::/40
hosting|sin|20473|The Constant Company, LLC|45.32.96.0/19
hosting|sin|396982|Google LLC|2606:f4c0:227d::/48
hosting|sin|396982|Google LLC|34.21.128.0/18
hosting|sin|47583|Hostinger International Limited|2a02:4780:11c::/48
hosting|sin|47583|Hostinger International Limited|45.80.180.0/22
hosting|sin|51167|Contabo GmbH|213.136.74.0/23
hosting|sin|62240|Clouvider Limited|185.104.150.0/24
hosting|sin|63949|Akamai Technologies, Inc.|139.162.0.0/18
hosting|sin|63949|Akamai Technologies, Inc.|2400:8901:2700::/40
hosting|sto|12876|Scaleway SAS|151.115.224.0/19
hosting|sto|12876|Scaleway SAS|2001:bc8:6900::/40
hosting|sto|16276|OVH SAS|82.41.148.0/22
hosting|sto|16509|Amazon.com, Inc.|13.48.0.0/18
hosting|sto|16509|Amazon.com, Inc.|2605:8380:200::/40
hosting|sto|20473|The Constant Company, LLC|65.20.112.0/20
hosting|sto|396982|Google LLC|2a01:9560:9900::/40
hosting|sto|396982|Google LLC|34.51.128.0/18
hosting|sto|62240|Clouvider Limited|185.104.149.0/24
hosting|sto|63949|Akamai Technologies, Inc.|104.105.96.0/19
hosting|sto|63949|Akamai Technologies, Inc.|2600:3c09:3200::/40
hosting|syd|14061|DigitalOcean, LLC|134.199.144.0/20
hosting|syd|16276|OVH SAS|2402:1f00:8200::/40
hosting|syd|16276|OVH SAS|51.161.144.0/20
hosting|syd|16509|Amazon.com, Inc.|2401:1d80:3224::/48
hosting|syd|16509|Amazon.com, Inc.|3.24.0.0/18
hosting|syd|20473|The Constant Company, LLC|2001:19f0:5900::/40
hosting|syd|20473|The Constant Company, LLC|45.32.240.0/21
hosting|syd|396982|Google LLC|2606:f4c0:24b2::/48
hosting|syd|396982|Google LLC|34.40.128.0/18
hosting|syd|47583|Hostinger International Limited|2a02:4780:48::/48
hosting|syd|47583|Hostinger International Limited|37.98.151.0/24
hosting|syd|51167|Contabo GmbH|167.86.75.0/24
hosting|syd|62240|Clouvider Limited|185.110.128.0/22
hosting|syd|63949|Akamai Technologies, Inc.|143.42.32.0/20
hosting|syd|63949|Akamai Technologies, Inc.|2400:8907:2a00::/40
hosting|tlv|16509|Amazon.com, Inc.|2605:8380:1e00::/40
hosting|tlv|16509|Amazon.com, Inc.|3.169.64.0/21
hosting|tlv|20473|The Constant Company, LLC|64.176.160.0/20
hosting|tlv|396982|Google LLC|2606:f4c0:27ef::/48
hosting|tlv|396982|Google LLC|34.165.0.0/18
hosting|tor|14061|DigitalOcean, LLC|104.248.104.0/22
hosting|tor|16276|OVH SAS|2607:5300:300::/40
hosting|tor|16276|OVH SAS|72.251.16.0/20
hosting|tor|16509|Amazon.com, Inc.|3.96.0.0/18
hosting|tor|20473|The Constant Company, LLC|107.158.216.0/22
hosting|tor|20473|The Constant Company, LLC|2001:19f0:b100::/40
hosting|tor|36352|HostPapa|2605:6f04:e000::/40
hosting|tor|36352|HostPapa|96.44.136.0/22
hosting|tor|396982|Google LLC|2606:f4c0:27be::/48
hosting|tor|396982|Google LLC|34.130.0.0/18
hosting|tor|53667|FranTech Solutions|2605:6400:2600::/40
hosting|tor|62240|Clouvider Limited|154.223.212.0/24
hosting|tor|62240|Clouvider Limited|2a07:6080:bf00::/40
hosting|tor|63949|Akamai Technologies, Inc.|139.144.104.0/21
hosting|tor|63949|Akamai Technologies, Inc.|2600:3c04:fc00::/40
hosting|tyo|16276|OVH SAS|51.222.230.0/24
hosting|tyo|16509|Amazon.com, Inc.|2400:6700:6a00::/40
hosting|tyo|16509|Amazon.com, Inc.|3.44.128.0/18
hosting|tyo|20473|The Constant Company, LLC|2001:19f0:7200::/40
hosting|tyo|20473|The Constant Company, LLC|45.32.16.0/21
hosting|tyo|396982|Google LLC|2606:f4c0:2697::/48
hosting|tyo|396982|Google LLC|34.84.0.0/18
hosting|tyo|47583|Hostinger International Limited|147.93.77.0/24
hosting|tyo|47583|Hostinger International Limited|2a02:4780:52::/48
hosting|tyo|62240|Clouvider Limited|193.254.16.0/23
hosting|tyo|63949|Akamai Technologies, Inc.|104.105.128.0/19
hosting|tyo|63949|Akamai Technologies, Inc.|2400:8903:200::/40
hosting|van|16276|OVH SAS|51.161.69.0/24
hosting|van|16509|Amazon.com, Inc.|18.64.64.0/21
hosting|van|16509|Amazon.com, Inc.|2607:6d40:3700::/40
hosting|van|20473|The Constant Company, LLC|2a14:7584:e04f::/48
hosting|van|396982|Google LLC|2606:f4c0:26f5::/48
hosting|van|396982|Google LLC|72.1.71.0/24
hosting|vie|16276|OVH SAS|141.227.164.0/23
hosting|vie|16509|Amazon.com, Inc.|2a05:d02a:6f00::/40
hosting|vie|16509|Amazon.com, Inc.|99.84.92.0/22
hosting|vie|396982|Google LLC|2606:f4c0:2190::/48
hosting|vie|396982|Google LLC|45.128.172.0/23
hosting|vie|62240|Clouvider Limited|80.91.212.0/24
hosting|waw|12876|Scaleway SAS|151.115.0.0/18
hosting|waw|12876|Scaleway SAS|2001:bc8:1e00::/40
hosting|waw|16276|OVH SAS|51.38.138.0/23
hosting|waw|16509|Amazon.com, Inc.|13.160.16.0/20
hosting|waw|16509|Amazon.com, Inc.|2406:da1a:ba00::/40
hosting|waw|20473|The Constant Company, LLC|64.176.72.0/21
hosting|waw|396982|Google LLC|2600:1900:414f::/48
hosting|waw|396982|Google LLC|34.116.128.0/18
hosting|waw|51167|Contabo GmbH|45.80.31.0/24
hosting|waw|62240|Clouvider Limited|5.104.74.0/24
hosting|zrh|14061|DigitalOcean, LLC|62.182.191.0/24
hosting|zrh|16276|OVH SAS|141.227.148.0/22
hosting|zrh|16509|Amazon.com, Inc.|16.18.0.0/18
hosting|zrh|16509|Amazon.com, Inc.|2605:8380:2300::/40
hosting|zrh|20473|The Constant Company, LLC|62.182.190.0/24
hosting|zrh|396982|Google LLC|2606:f4c0:2791::/48
hosting|zrh|396982|Google LLC|34.65.0.0/18
platform|akl|8075|Microsoft Corporation|20.143.56.0/22
platform|ams|8075|Microsoft Corporation|2603:1063:72e::/48
platform|ams|8075|Microsoft Corporation|4.175.0.0/18
platform|atl|8075|Microsoft Corporation|48.200.128.0/18
platform|bcn|8075|Microsoft Corporation|147.243.112.0/24
platform|bcn|8075|Microsoft Corporation|2603:1063:2020::/48
platform|ber|8075|Microsoft Corporation|20.113.192.0/19
platform|blr|8075|Microsoft Corporation|1.186.0.0/18
platform|bom|8075|Microsoft Corporation|4.187.64.0/18
platform|bos|8075|Microsoft Corporation|208.68.136.0/23
platform|bru|8075|Microsoft Corporation|9.160.0.0/18
platform|bue|8075|Microsoft Corporation|13.104.185.0/24
platform|buh|8075|Microsoft Corporation|147.243.94.0/24
platform|chi|8075|Microsoft Corporation|20.25.192.0/18
platform|cph|8075|Microsoft Corporation|9.205.0.0/18
platform|dal|8075|Microsoft Corporation|48.216.64.0/18
platform|den|8075|Microsoft Corporation|147.243.203.0/24
platform|dub|8075|Microsoft Corporation|2603:1063:71c::/48
platform|dub|8075|Microsoft Corporation|4.207.0.0/18
platform|dxb|8075|Microsoft Corporation|2603:1063:282e::/48
platform|dxb|8075|Microsoft Corporation|4.161.0.0/18
platform|fra|8075|Microsoft Corporation|4.182.0.0/18
platform|gru|8075|Microsoft Corporation|20.195.192.0/18
platform|ham|8075|Microsoft Corporation|20.170.170.0/23
platform|hel|8075|Microsoft Corporation|40.80.4.0/22
platform|hkg|8075|Microsoft Corporation|2603:1063:434::/48
platform|hkg|8075|Microsoft Corporation|4.144.0.0/18
platform|ist|8075|Microsoft Corporation|147.243.99.0/24
platform|jnb|8075|Microsoft Corporation|2603:1063:71f::/48
platform|jnb|8075|Microsoft Corporation|4.167.0.0/18
platform|lax|8075|Microsoft Corporation|107.46.128.0/19
platform|lax|8075|Microsoft Corporation|2603:1063:2200::/40
platform|lis|8075|Microsoft Corporation|147.243.85.0/24
platform|lon|8075|Microsoft Corporation|2a00:1c6a:5e00::/40
platform|lon|8075|Microsoft Corporation|4.158.0.0/18
platform|los|8075|Microsoft Corporation|147.243.93.0/24
platform|lyo|8075|Microsoft Corporation|91.244.200.0/24
platform|mad|8075|Microsoft Corporation|2603:1063:621::/48
platform|mad|8075|Microsoft Corporation|68.221.0.0/18
platform|man|8075|Microsoft Corporation|51.61.0.0/18
platform|mel|8075|Microsoft Corporation|2603:1063:2a1e::/48
platform|mel|8075|Microsoft Corporation|4.198.64.0/18
platform|mex|8075|Microsoft Corporation|147.243.144.0/24
platform|mil|8075|Microsoft Corporation|2603:1063:712::/48
platform|mil|8075|Microsoft Corporation|4.232.0.0/18
platform|muc|8075|Microsoft Corporation|51.5.96.0/19
platform|nyc|8075|Microsoft Corporation|13.87.0.0/19
platform|nyc|8075|Microsoft Corporation|2607:6bc0:302::/48
platform|osa|8075|Microsoft Corporation|4.190.128.0/18
platform|osl|8075|Microsoft Corporation|4.177.64.0/18
platform|par|8075|Microsoft Corporation|2603:1063:1c06::/48
platform|par|8075|Microsoft Corporation|4.176.0.0/18
platform|prg|8075|Microsoft Corporation|147.243.140.0/24
platform|rom|8075|Microsoft Corporation|147.243.111.0/24
platform|sea|8075|Microsoft Corporation|20.3.80.0/22
platform|sea|8075|Microsoft Corporation|2404:f802:7a00::/40
platform|sel|8075|Microsoft Corporation|4.181.0.0/18
platform|sfo|8075|Microsoft Corporation|2607:6bc0:500::/40
platform|sin|8075|Microsoft Corporation|2404:f800:6a00::/40
platform|sin|8075|Microsoft Corporation|4.144.128.0/18
platform|sto|8075|Microsoft Corporation|9.223.162.0/23
platform|syd|8075|Microsoft Corporation|2603:1063:600::/48
platform|syd|8075|Microsoft Corporation|4.147.0.0/18
platform|tlv|8075|Microsoft Corporation|20.217.0.0/19
platform|tor|8075|Microsoft Corporation|2603:1063:4dc::/48
platform|tor|8075|Microsoft Corporation|4.172.0.0/18
platform|tyo|8075|Microsoft Corporation|4.189.0.0/18
platform|vie|8075|Microsoft Corporation|68.210.0.0/18
platform|waw|8075|Microsoft Corporation|20.215.0.0/18
platform|zrh|8075|Microsoft Corporation|2603:1029:a00::/40
platform|zrh|8075|Microsoft Corporation|4.163.0.0/18
relay|akl|13335|Cloudflare, Inc.|104.23.234.0/23
relay|akl|36183|Akamai Technologies, Inc.|172.224.32.0/24
relay|akl|54113|Fastly, Inc.|146.75.12.0/22
relay|akl|54113|Fastly, Inc.|2a00:8c40:f135::/48
relay|ams|13335|Cloudflare, Inc.|104.23.168.0/22
relay|ams|13335|Cloudflare, Inc.|2400:cb00:995::/48
relay|ams|36183|Akamai Technologies, Inc.|172.224.129.0/24
relay|ams|54113|Fastly, Inc.|140.248.132.0/22
relay|ams|54113|Fastly, Inc.|2a00:8c40:f0fe::/48
relay|atl|13335|Cloudflare, Inc.|104.22.2.0/23
relay|atl|13335|Cloudflare, Inc.|2a09:bac0:27::/48
relay|atl|36183|Akamai Technologies, Inc.|172.224.9.0/24
relay|atl|54113|Fastly, Inc.|151.101.12.0/22
relay|atl|54113|Fastly, Inc.|2a04:4e41:7100::/40
relay|bcn|13335|Cloudflare, Inc.|172.68.92.0/24
relay|bcn|13335|Cloudflare, Inc.|2606:54c0:308a::/48
relay|bcn|36183|Akamai Technologies, Inc.|172.224.54.0/24
relay|ber|13335|Cloudflare, Inc.|209.55.246.0/23
relay|ber|13335|Cloudflare, Inc.|2a09:bac0:67::/48
relay|ber|36183|Akamai Technologies, Inc.|172.224.198.0/24
relay|blr|13335|Cloudflare, Inc.|2a09:bac0:282::/48
relay|blr|13335|Cloudflare, Inc.|66.92.62.0/24
relay|blr|36183|Akamai Technologies, Inc.|172.225.201.0/24
relay|blr|54113|Fastly, Inc.|151.101.104.0/22
relay|bom|13335|Cloudflare, Inc.|104.29.112.0/23
relay|bom|13335|Cloudflare, Inc.|2400:cb00:cfd1::/48
relay|bom|36183|Akamai Technologies, Inc.|172.224.18.0/24
relay|bom|54113|Fastly, Inc.|151.101.208.0/22
relay|bom|54113|Fastly, Inc.|2a04:4e42:7200::/40
relay|bos|13335|Cloudflare, Inc.|172.68.52.0/22
relay|bos|13335|Cloudflare, Inc.|2a09:bac0:106::/48
relay|bos|36183|Akamai Technologies, Inc.|172.224.75.0/24
relay|bos|54113|Fastly, Inc.|199.232.132.0/22
relay|bos|54113|Fastly, Inc.|2a04:4e41:700::/40
relay|bru|13335|Cloudflare, Inc.|162.158.232.0/23
relay|bru|13335|Cloudflare, Inc.|2a09:bac0:78::/48
relay|bru|36183|Akamai Technologies, Inc.|172.224.63.0/24
relay|bue|13335|Cloudflare, Inc.|198.41.228.0/22
relay|bue|13335|Cloudflare, Inc.|2a09:bac0:44::/48
relay|bue|36183|Akamai Technologies, Inc.|172.224.17.0/24
relay|bue|54113|Fastly, Inc.|151.101.216.0/22
relay|buh|13335|Cloudflare, Inc.|162.158.16.0/22
relay|buh|13335|Cloudflare, Inc.|2a09:bac0:50::/48
relay|buh|36183|Akamai Technologies, Inc.|172.225.224.0/23
relay|chi|13335|Cloudflare, Inc.|104.22.62.0/23
relay|chi|13335|Cloudflare, Inc.|2400:cb00:ef95::/48
relay|chi|36183|Akamai Technologies, Inc.|172.224.120.0/24
relay|chi|54113|Fastly, Inc.|140.248.144.0/21
relay|chi|54113|Fastly, Inc.|2a04:4e41:3900::/40
relay|cph|13335|Cloudflare, Inc.|104.22.70.0/23
relay|cph|13335|Cloudflare, Inc.|2a09:bac0:65::/48
relay|cph|36183|Akamai Technologies, Inc.|172.224.41.0/24
relay|cph|54113|Fastly, Inc.|104.156.82.0/24
relay|cph|54113|Fastly, Inc.|2a00:8c40:f1d4::/48
relay|dal|13335|Cloudflare, Inc.|162.159.104.0/22
relay|dal|13335|Cloudflare, Inc.|2400:cb00:dce7::/48
relay|dal|36183|Akamai Technologies, Inc.|172.224.202.0/23
relay|dal|54113|Fastly, Inc.|146.75.104.0/22
relay|dal|54113|Fastly, Inc.|2a04:4e41:2d00::/40
relay|den|13335|Cloudflare, Inc.|172.68.32.0/22
relay|den|13335|Cloudflare, Inc.|2a09:bac0:98::/48
relay|den|36183|Akamai Technologies, Inc.|172.224.171.0/24
relay|den|54113|Fastly, Inc.|140.248.238.0/24
relay|den|54113|Fastly, Inc.|2a04:4e41:f00::/40
relay|dub|13335|Cloudflare, Inc.|162.158.6.0/23
relay|dub|13335|Cloudflare, Inc.|2a09:bac0:52::/48
relay|dub|36183|Akamai Technologies, Inc.|172.224.61.0/24
relay|dub|54113|Fastly, Inc.|146.75.217.0/24
relay|dub|54113|Fastly, Inc.|2a04:4e41:1314::/48
relay|dxb|13335|Cloudflare, Inc.|104.23.207.0/24
relay|dxb|36183|Akamai Technologies, Inc.|172.225.54.0/24
relay|fra|13335|Cloudflare, Inc.|162.158.84.0/22
relay|fra|13335|Cloudflare, Inc.|2a0a:6c85:3800::/40
relay|fra|36183|Akamai Technologies, Inc.|172.224.46.0/24
relay|fra|54113|Fastly, Inc.|146.75.116.0/22
relay|fra|54113|Fastly, Inc.|2a00:8c40:f200::/40
relay|gru|13335|Cloudflare, Inc.|172.68.16.0/22
relay|gru|13335|Cloudflare, Inc.|2a09:bac0:97::/48
relay|gru|36183|Akamai Technologies, Inc.|172.224.187.0/24
relay|gru|54113|Fastly, Inc.|151.101.92.0/22
relay|gru|54113|Fastly, Inc.|2a04:4e41:62e9::/48
relay|ham|13335|Cloudflare, Inc.|162.158.200.0/22
relay|ham|13335|Cloudflare, Inc.|2a09:bac0:75::/48
relay|ham|36183|Akamai Technologies, Inc.|172.224.137.0/24
relay|ham|54113|Fastly, Inc.|2a04:4e42:2900::/40
relay|hel|13335|Cloudflare, Inc.|162.158.236.0/22
relay|hel|13335|Cloudflare, Inc.|2a09:bac0:79::/48
relay|hel|36183|Akamai Technologies, Inc.|172.224.104.0/24
relay|hel|54113|Fastly, Inc.|146.75.202.0/24
relay|hel|54113|Fastly, Inc.|2a00:8c40:f0c2::/48
relay|hkg|13335|Cloudflare, Inc.|2400:1c80:2f00::/40
relay|hkg|13335|Cloudflare, Inc.|43.243.108.0/22
relay|hkg|36183|Akamai Technologies, Inc.|172.224.153.0/24
relay|hkg|54113|Fastly, Inc.|151.101.76.0/22
relay|iev|13335|Cloudflare, Inc.|172.68.236.0/23
relay|iev|13335|Cloudflare, Inc.|2400:cb00:a842::/48
relay|iev|36183|Akamai Technologies, Inc.|172.225.105.0/24
relay|ist|13335|Cloudflare, Inc.|104.23.180.0/22
relay|ist|13335|Cloudflare, Inc.|2a09:bac0:189::/48
relay|ist|36183|Akamai Technologies, Inc.|172.224.105.0/24
relay|jnb|13335|Cloudflare, Inc.|197.234.240.0/22
relay|jnb|13335|Cloudflare, Inc.|2c0f:f248:2d00::/40
relay|jnb|36183|Akamai Technologies, Inc.|172.224.102.0/24
relay|jnb|54113|Fastly, Inc.|2a00:8c40:f1ba::/48
relay|lax|13335|Cloudflare, Inc.|104.23.250.0/23
relay|lax|13335|Cloudflare, Inc.|2a06:98c0:1c02::/48
relay|lax|36183|Akamai Technologies, Inc.|172.224.11.0/24
relay|lax|54113|Fastly, Inc.|146.75.44.0/22
relay|lax|54113|Fastly, Inc.|2a04:4e41:6f00::/40
relay|lis|13335|Cloudflare, Inc.|172.68.100.0/22
relay|lis|13335|Cloudflare, Inc.|2a09:bac0:107::/48
relay|lis|36183|Akamai Technologies, Inc.|172.224.56.0/24
relay|lis|54113|Fastly, Inc.|146.75.90.0/23
relay|lon|13335|Cloudflare, Inc.|152.114.0.0/18
relay|lon|13335|Cloudflare, Inc.|2a06:98c0:c00::/40
relay|lon|36183|Akamai Technologies, Inc.|172.224.226.0/23
relay|lon|54113|Fastly, Inc.|2a04:4e41:4e21::/48
relay|lon|54113|Fastly, Inc.|87.81.224.0/19
relay|los|13335|Cloudflare, Inc.|172.69.12.0/24
relay|lyo|13335|Cloudflare, Inc.|104.29.108.0/24
relay|lyo|13335|Cloudflare, Inc.|2a09:bac0:663::/48
relay|mad|13335|Cloudflare, Inc.|162.158.120.0/22
relay|mad|13335|Cloudflare, Inc.|2a09:bac0:40::/48
relay|mad|36183|Akamai Technologies, Inc.|172.224.53.0/24
relay|mad|54113|Fastly, Inc.|151.101.132.0/22
relay|mad|54113|Fastly, Inc.|2a00:8c40:f106::/48
relay|man|13335|Cloudflare, Inc.|162.158.32.0/23
relay|man|13335|Cloudflare, Inc.|2a09:bac0:63::/48
relay|mel|13335|Cloudflare, Inc.|162.158.0.0/22
relay|mel|13335|Cloudflare, Inc.|2a09:bac0:47::/48
relay|mel|36183|Akamai Technologies, Inc.|172.224.30.0/24
relay|mel|54113|Fastly, Inc.|151.101.80.0/22
relay|mel|54113|Fastly, Inc.|2a04:4e41:4de8::/48
relay|mex|13335|Cloudflare, Inc.|104.28.12.0/24
relay|mex|13335|Cloudflare, Inc.|2a09:bac0:159::/48
relay|mex|36183|Akamai Technologies, Inc.|172.224.89.0/24
relay|mil|13335|Cloudflare, Inc.|162.158.130.0/23
relay|mil|13335|Cloudflare, Inc.|2400:cb00:979::/48
relay|mil|36183|Akamai Technologies, Inc.|172.224.59.0/24
relay|mil|54113|Fastly, Inc.|199.232.140.0/23
relay|mil|54113|Fastly, Inc.|2a00:8c40:f0e4::/48
relay|mow|13335|Cloudflare, Inc.|2a09:bac0:87::/48
relay|mow|13335|Cloudflare, Inc.|45.86.44.0/23
relay|mow|36183|Akamai Technologies, Inc.|172.224.254.0/24
relay|muc|13335|Cloudflare, Inc.|172.68.108.0/22
relay|muc|13335|Cloudflare, Inc.|2a09:bac0:100::/48
relay|muc|36183|Akamai Technologies, Inc.|172.224.50.0/24
relay|muc|54113|Fastly, Inc.|2a00:8c40:f03f::/48
relay|nyc|13335|Cloudflare, Inc.|104.23.188.0/22
relay|nyc|13335|Cloudflare, Inc.|2400:cb00:a0b1::/48
relay|nyc|36183|Akamai Technologies, Inc.|172.224.83.0/24
relay|nyc|54113|Fastly, Inc.|146.75.80.0/21
relay|nyc|54113|Fastly, Inc.|2a04:4e41:3100::/40
relay|opo|54113|Fastly, Inc.|140.248.66.0/24
relay|osa|13335|Cloudflare, Inc.|141.101.86.0/23
relay|osa|13335|Cloudflare, Inc.|2400:cb00:d002::/48
relay|osa|36183|Akamai Technologies, Inc.|172.224.24.0/24
relay|osa|54113|Fastly, Inc.|151.101.88.0/22
relay|osl|13335|Cloudflare, Inc.|162.158.220.0/22
relay|osl|13335|Cloudflare, Inc.|2a09:bac0:83::/48
relay|osl|36183|Akamai Technologies, Inc.|172.224.93.0/24
relay|osl|54113|Fastly, Inc.|151.101.238.0/23
relay|osl|54113|Fastly, Inc.|2a04:4e41:4c5a::/48
relay|par|13335|Cloudflare, Inc.|104.23.226.0/23
relay|par|13335|Cloudflare, Inc.|2400:cb00:987::/48
relay|par|36183|Akamai Technologies, Inc.|172.224.44.0/24
relay|par|54113|Fastly, Inc.|199.232.168.0/22
relay|par|54113|Fastly, Inc.|2a04:4e41:0::/40
relay|prg|13335|Cloudflare, Inc.|195.58.40.0/22
relay|prg|13335|Cloudflare, Inc.|2606:54c0:2751::/48
relay|prg|36183|Akamai Technologies, Inc.|172.224.37.0/24
relay|prg|54113|Fastly, Inc.|2a04:4e42:ff00::/40
relay|rom|13335|Cloudflare, Inc.|162.158.104.0/24
relay|rom|36183|Akamai Technologies, Inc.|172.224.200.0/24
relay|rom|54113|Fastly, Inc.|2a04:4e41:9eb::/48
relay|sea|13335|Cloudflare, Inc.|108.162.244.0/23
relay|sea|13335|Cloudflare, Inc.|2a09:bac0:28::/48
relay|sea|36183|Akamai Technologies, Inc.|172.224.123.0/24
relay|sea|54113|Fastly, Inc.|146.75.40.0/22
relay|sea|54113|Fastly, Inc.|2a04:4e41:2700::/40
relay|sel|13335|Cloudflare, Inc.|2a09:bac0:34::/48
relay|sel|13335|Cloudflare, Inc.|49.238.236.0/22
relay|sel|36183|Akamai Technologies, Inc.|172.224.8.0/24
relay|sel|54113|Fastly, Inc.|140.248.29.0/24
relay|sfo|13335|Cloudflare, Inc.|2400:cb00:800::/40
relay|sfo|13335|Cloudflare, Inc.|8.31.160.0/23
relay|sfo|54113|Fastly, Inc.|2a00:8c40:f145::/48
relay|sfo|54113|Fastly, Inc.|63.245.216.0/22
relay|sin|13335|Cloudflare, Inc.|2401:9860:7d00::/40
relay|sin|13335|Cloudflare, Inc.|43.228.232.0/23
relay|sin|36183|Akamai Technologies, Inc.|172.224.154.0/23
relay|sin|54113|Fastly, Inc.|146.75.20.0/22
relay|sin|54113|Fastly, Inc.|2a04:4e41:32f4::/48
relay|sto|13335|Cloudflare, Inc.|162.158.180.0/22
relay|sto|13335|Cloudflare, Inc.|2400:cb00:e071::/48
relay|sto|36183|Akamai Technologies, Inc.|172.224.94.0/23
relay|sto|54113|Fastly, Inc.|2a00:8c40:f1cc::/48
relay|sto|54113|Fastly, Inc.|85.236.106.0/24
relay|syd|13335|Cloudflare, Inc.|108.162.248.0/23
relay|syd|13335|Cloudflare, Inc.|2a09:bac0:26::/48
relay|syd|36183|Akamai Technologies, Inc.|172.224.28.0/23
relay|syd|54113|Fastly, Inc.|151.101.28.0/22
relay|syd|54113|Fastly, Inc.|2a04:4e42:bf00::/40
relay|tlv|13335|Cloudflare, Inc.|104.29.80.0/24
relay|tlv|13335|Cloudflare, Inc.|2a09:bac0:149::/48
relay|tlv|36183|Akamai Technologies, Inc.|172.225.187.0/24
relay|tlv|54113|Fastly, Inc.|2a04:4e41:1821::/48
relay|tor|13335|Cloudflare, Inc.|104.16.0.0/18
relay|tor|13335|Cloudflare, Inc.|2400:cb00:4400::/40
relay|tor|36183|Akamai Technologies, Inc.|172.224.186.0/24
relay|tor|54113|Fastly, Inc.|140.248.192.0/22
relay|tyo|13335|Cloudflare, Inc.|150.48.128.0/18
relay|tyo|13335|Cloudflare, Inc.|2405:fcc0:a100::/40
relay|tyo|36183|Akamai Technologies, Inc.|172.225.122.0/23
relay|tyo|54113|Fastly, Inc.|172.111.104.0/21
relay|tyo|54113|Fastly, Inc.|2a04:4e41:2300::/40
relay|van|13335|Cloudflare, Inc.|162.158.144.0/23
relay|van|13335|Cloudflare, Inc.|2a09:bac0:69::/48
relay|van|36183|Akamai Technologies, Inc.|172.224.168.0/24
relay|van|54113|Fastly, Inc.|2a04:4e41:4cfa::/48
relay|vie|13335|Cloudflare, Inc.|172.68.48.0/22
relay|vie|13335|Cloudflare, Inc.|2400:cb00:992::/48
relay|vie|36183|Akamai Technologies, Inc.|172.224.51.0/24
relay|vie|54113|Fastly, Inc.|2a04:4e42:3200::/40
relay|waw|13335|Cloudflare, Inc.|162.158.100.0/22
relay|waw|13335|Cloudflare, Inc.|2400:cb00:d8a2::/48
relay|waw|36183|Akamai Technologies, Inc.|172.224.39.0/24
relay|waw|54113|Fastly, Inc.|146.75.142.0/23
relay|waw|54113|Fastly, Inc.|2a04:4e41:6e9b::/48
relay|zrh|13335|Cloudflare, Inc.|162.158.148.0/24
relay|zrh|13335|Cloudflare, Inc.|2a09:bac0:64::/48
relay|zrh|36183|Akamai Technologies, Inc.|172.224.55.0/24
sase|akl|22616|ZSCALER, INC.|136.226.248.0/23
sase|akl|53813|ZSCALER, INC.|137.83.184.0/24
sase|akl|53813|ZSCALER, INC.|2400:7aa0:1200::/40
sase|akl|55256|Netskope Inc|158.95.66.0/23
sase|ams|22616|ZSCALER, INC.|137.31.28.0/22
sase|ams|54538|PALO ALTO NETWORKS|154.59.123.0/24
sase|ams|55256|Netskope Inc|158.95.12.0/23
sase|ams|62044|Zscaler Switzerland GmbH|2a03:eec0:1200::/40
sase|ams|62044|Zscaler Switzerland GmbH|87.58.116.0/22
sase|atl|22616|ZSCALER, INC.|159.254.182.0/23
sase|atl|22616|ZSCALER, INC.|2605:4300:3200::/40
sase|atl|55256|Netskope Inc|158.95.68.0/23
sase|bcn|55256|Netskope Inc|158.95.152.0/23
sase|bcn|62044|Zscaler Switzerland GmbH|87.58.87.0/24
sase|ber|22616|ZSCALER, INC.|170.85.2.0/24
sase|ber|55256|Netskope Inc|163.116.173.0/24
sase|blr|53813|ZSCALER, INC.|120.29.239.0/24
sase|blr|53813|ZSCALER, INC.|2400:7aa0:1f61::/48
sase|blr|55256|Netskope Inc|163.116.195.0/24
sase|bom|22616|ZSCALER, INC.|101.2.197.0/24
sase|bom|53813|ZSCALER, INC.|167.103.132.0/22
sase|bom|53813|ZSCALER, INC.|2400:7aa0:1315::/48
sase|bom|55256|Netskope Inc|158.95.46.0/23
sase|bos|22616|ZSCALER, INC.|205.220.48.0/22
sase|bos|22616|ZSCALER, INC.|2605:4300:1c00::/40
sase|bos|55256|Netskope Inc|162.10.136.0/22
sase|bru|55256|Netskope Inc|158.95.162.0/23
sase|bru|62044|Zscaler Switzerland GmbH|159.254.32.0/22
sase|bru|62044|Zscaler Switzerland GmbH|2a03:eec0:1500::/40
sase|bue|55256|Netskope Inc|158.95.74.0/23
sase|buh|62044|Zscaler Switzerland GmbH|164.137.92.0/24
sase|chi|22616|ZSCALER, INC.|104.129.196.0/23
sase|chi|22616|ZSCALER, INC.|2605:4300:1300::/40
sase|chi|55256|Netskope Inc|146.92.0.0/18
sase|cph|22616|ZSCALER, INC.|209.55.131.0/24
sase|cph|62044|Zscaler Switzerland GmbH|147.161.154.0/24
sase|cph|62044|Zscaler Switzerland GmbH|2a03:eec0:1600::/40
sase|dal|22616|ZSCALER, INC.|136.226.104.0/23
sase|dal|22616|ZSCALER, INC.|2605:4300:1e00::/40
sase|dal|55256|Netskope Inc|24.206.80.0/23
sase|den|22616|ZSCALER, INC.|136.226.126.0/23
sase|den|22616|ZSCALER, INC.|2605:4300:1d00::/40
sase|den|55256|Netskope Inc|162.10.140.0/22
sase|dub|55256|Netskope Inc|158.95.168.0/23
sase|dub|62044|Zscaler Switzerland GmbH|164.137.110.0/23
sase|dxb|55256|Netskope Inc|24.206.96.0/24
sase|dxb|62044|Zscaler Switzerland GmbH|159.254.72.0/22
sase|dxb|62044|Zscaler Switzerland GmbH|2a03:eec0:1914::/48
sase|fra|22616|ZSCALER, INC.|137.31.0.0/22
sase|fra|55256|Netskope Inc|158.95.140.0/23
sase|fra|62044|Zscaler Switzerland GmbH|2a03:eec0:1300::/40
sase|fra|62044|Zscaler Switzerland GmbH|87.58.122.0/23
sase|gru|22616|ZSCALER, INC.|159.254.64.0/22
sase|gru|22616|ZSCALER, INC.|2605:4300:e300::/40
sase|gru|55256|Netskope Inc|158.95.110.0/23
sase|hel|55256|Netskope Inc|158.95.148.0/23
sase|hel|62044|Zscaler Switzerland GmbH|159.254.210.0/23
sase|hel|62044|Zscaler Switzerland GmbH|2a03:eec0:1b00::/40
sase|hkg|22616|ZSCALER, INC.|175.107.172.0/22
sase|hkg|53813|ZSCALER, INC.|101.2.242.0/23
sase|hkg|53813|ZSCALER, INC.|2400:7aa0:1600::/40
sase|hkg|55256|Netskope Inc|158.95.84.0/23
sase|iev|62044|Zscaler Switzerland GmbH|164.137.97.0/24
sase|ist|22616|ZSCALER, INC.|167.103.152.0/24
sase|ist|55256|Netskope Inc|24.239.174.0/24
sase|ist|62044|Zscaler Switzerland GmbH|164.137.96.0/24
sase|jnb|22616|ZSCALER, INC.|159.254.76.0/23
sase|jnb|55256|Netskope Inc|158.95.92.0/23
sase|jnb|62044|Zscaler Switzerland GmbH|137.83.162.0/24
sase|jnb|62044|Zscaler Switzerland GmbH|2a03:eec0:1c00::/40
sase|krk|62044|Zscaler Switzerland GmbH|147.161.248.0/24
sase|lax|22616|ZSCALER, INC.|170.85.204.0/22
sase|lax|22616|ZSCALER, INC.|2605:4300:2500::/40
sase|lax|55256|Netskope Inc|162.10.176.0/21
sase|lis|55256|Netskope Inc|24.239.184.0/24
sase|lis|62044|Zscaler Switzerland GmbH|87.58.96.0/23
sase|lon|22616|ZSCALER, INC.|170.85.60.0/23
sase|lon|55256|Netskope Inc|158.95.20.0/22
sase|lon|62044|Zscaler Switzerland GmbH|136.226.246.0/23
sase|lon|62044|Zscaler Switzerland GmbH|2a03:eec0:e00::/40
sase|los|55256|Netskope Inc|158.95.136.0/23
sase|los|62044|Zscaler Switzerland GmbH|2a03:eec0:2f00::/40
sase|los|62044|Zscaler Switzerland GmbH|87.58.72.0/22
sase|mad|55256|Netskope Inc|158.95.24.0/22
sase|mad|62044|Zscaler Switzerland GmbH|2a03:eec0:1f00::/40
sase|mad|62044|Zscaler Switzerland GmbH|87.58.68.0/22
sase|man|22616|ZSCALER, INC.|164.137.3.0/24
sase|man|55256|Netskope Inc|158.95.28.0/23
sase|man|62044|Zscaler Switzerland GmbH|159.254.236.0/22
sase|man|62044|Zscaler Switzerland GmbH|2a03:eec0:2e00::/40
sase|mel|22616|ZSCALER, INC.|101.2.212.0/23
sase|mel|53813|ZSCALER, INC.|101.2.216.0/22
sase|mel|53813|ZSCALER, INC.|2400:7aa0:1815::/48
sase|mel|55256|Netskope Inc|158.95.52.0/23
sase|mex|22616|ZSCALER, INC.|205.220.104.0/21
sase|mex|22616|ZSCALER, INC.|2605:4300:1f11::/48
sase|mil|22616|ZSCALER, INC.|159.254.40.0/21
sase|mil|55256|Netskope Inc|158.95.134.0/23
sase|mil|62044|Zscaler Switzerland GmbH|159.254.36.0/23
sase|mil|62044|Zscaler Switzerland GmbH|2a03:eec0:230d::/48
sase|mow|62044|Zscaler Switzerland GmbH|165.225.90.0/23
sase|mow|62044|Zscaler Switzerland GmbH|2a03:eec0:2400::/40
sase|muc|22616|ZSCALER, INC.|159.254.212.0/22
sase|muc|55256|Netskope Inc|158.95.158.0/23
sase|muc|62044|Zscaler Switzerland GmbH|147.161.168.0/23
sase|nyc|22616|ZSCALER, INC.|198.14.96.0/21
sase|nyc|22616|ZSCALER, INC.|2605:4300:2400::/40
sase|nyc|55256|Netskope Inc|158.95.200.0/22
sase|osa|22616|ZSCALER, INC.|101.2.199.0/24
sase|osa|53813|ZSCALER, INC.|175.107.144.0/21
sase|osa|55256|Netskope Inc|158.95.56.0/23
sase|osl|22616|ZSCALER, INC.|209.55.128.0/24
sase|osl|62044|Zscaler Switzerland GmbH|147.161.147.0/24
sase|osl|62044|Zscaler Switzerland GmbH|2a03:eec0:2700::/40
sase|par|22616|ZSCALER, INC.|137.31.8.0/22
sase|par|55256|Netskope Inc|158.95.34.0/23
sase|par|62044|Zscaler Switzerland GmbH|165.225.76.0/22
sase|par|62044|Zscaler Switzerland GmbH|2a03:eec0:2d00::/40
sase|prg|55256|Netskope Inc|158.95.104.0/23
sase|prg|62044|Zscaler Switzerland GmbH|164.137.79.0/24
sase|rom|22616|ZSCALER, INC.|165.225.203.0/24
sase|rom|62044|Zscaler Switzerland GmbH|2a03:eec0:388e::/48
sase|sea|22616|ZSCALER, INC.|165.225.14.0/23
sase|sea|22616|ZSCALER, INC.|2605:4300:2600::/40
sase|sea|55256|Netskope Inc|162.10.188.0/22
sase|sel|22616|ZSCALER, INC.|175.107.132.0/23
sase|sel|53813|ZSCALER, INC.|167.103.96.0/23
sase|sel|53813|ZSCALER, INC.|2400:7aa0:1a00::/40
sase|sel|55256|Netskope Inc|158.95.88.0/23
sase|sfo|22616|ZSCALER, INC.|159.254.10.0/24
sase|sfo|55256|Netskope Inc|162.10.196.0/22
sase|sin|22616|ZSCALER, INC.|159.254.144.0/20
sase|sin|53813|ZSCALER, INC.|167.103.56.0/21
sase|sin|53813|ZSCALER, INC.|2400:7aa0:1b00::/40
sase|sin|54538|PALO ALTO NETWORKS|66.232.36.0/24
sase|sin|55256|Netskope Inc|158.95.114.0/23
sase|sto|22616|ZSCALER, INC.|165.225.192.0/23
sase|sto|55256|Netskope Inc|158.95.166.0/23
sase|sto|62044|Zscaler Switzerland GmbH|165.225.238.0/23
sase|sto|62044|Zscaler Switzerland GmbH|2a03:eec0:2900::/40
sase|syd|22616|ZSCALER, INC.|101.2.210.0/23
sase|syd|53813|ZSCALER, INC.|101.2.224.0/20
sase|syd|53813|ZSCALER, INC.|2400:7aa0:1c00::/40
sase|syd|55256|Netskope Inc|158.95.116.0/23
sase|tlv|54538|PALO ALTO NETWORKS|193.110.180.0/23
sase|tlv|55256|Netskope Inc|158.95.118.0/23
sase|tlv|62044|Zscaler Switzerland GmbH|2a03:eec0:3000::/40
sase|tlv|62044|Zscaler Switzerland GmbH|87.58.80.0/22
sase|tor|22616|ZSCALER, INC.|136.226.132.0/23
sase|tor|22616|ZSCALER, INC.|2605:4300:2800::/40
sase|tor|55256|Netskope Inc|158.95.128.0/23
sase|tyo|22616|ZSCALER, INC.|175.107.160.0/21
sase|tyo|53813|ZSCALER, INC.|167.103.12.0/22
sase|tyo|53813|ZSCALER, INC.|2400:7aa0:1e00::/40
sase|tyo|54538|PALO ALTO NETWORKS|66.232.37.0/24
sase|tyo|55256|Netskope Inc|158.95.54.0/23
sase|van|22616|ZSCALER, INC.|137.31.24.0/22
sase|van|22616|ZSCALER, INC.|2605:4300:2900::/40
sase|van|55256|Netskope Inc|158.95.126.0/23
sase|vie|22616|ZSCALER, INC.|165.225.200.0/23
sase|vie|55256|Netskope Inc|158.95.40.0/23
sase|vie|62044|Zscaler Switzerland GmbH|159.254.196.0/22
sase|vie|62044|Zscaler Switzerland GmbH|2a03:eec0:2b00::/40
sase|waw|55256|Netskope Inc|158.95.122.0/23
sase|waw|62044|Zscaler Switzerland GmbH|159.254.192.0/22
sase|waw|62044|Zscaler Switzerland GmbH|2a03:eec0:2c00::/40
sase|zrh|22616|ZSCALER, INC.|164.137.1.0/24
sase|zrh|55256|Netskope Inc|158.95.60.0/23
sase|zrh|62044|Zscaler Switzerland GmbH|136.226.192.0/22
sase|zrh|62044|Zscaler Switzerland GmbH|2a03:eec0:1400::/40
satellite|akl|14593|Space Exploration Technologies Corporation|206.83.96.0/21
satellite|akl|14593|Space Exploration Technologies Corporation|2406:2d40:1500::/40
satellite|ams|14593|Space Exploration Technologies Corporation|145.224.80.0/23
satellite|ams|14593|Space Exploration Technologies Corporation|2a0d:3341:b900::/40
satellite|ams|22351|INTELSAT GLOBAL SERVICE CORPORATION|185.255.2.0/23
satellite|atl|14593|Space Exploration Technologies Corporation|2605:59c0:6f00::/40
satellite|atl|14593|Space Exploration Technologies Corporation|98.97.168.0/21
satellite|atl|22351|INTELSAT GLOBAL SERVICE CORPORATION|209.159.168.0/21
satellite|atl|22351|INTELSAT GLOBAL SERVICE CORPORATION|2404:1ac0:2300::/40
satellite|atl|40306|ViaSat,Inc.|99.196.128.0/23
satellite|bcn|14593|Space Exploration Technologies Corporation|153.67.248.0/23
satellite|ber|14593|Space Exploration Technologies Corporation|169.155.224.0/21
satellite|ber|14593|Space Exploration Technologies Corporation|2a0d:3341:b300::/40
satellite|blr|14593|Space Exploration Technologies Corporation|179.65.64.0/18
satellite|bom|14593|Space Exploration Technologies Corporation|150.228.248.0/21
satellite|bom|14593|Space Exploration Technologies Corporation|2406:2d40:2b00::/40
satellite|bos|14593|Space Exploration Technologies Corporation|153.66.156.0/23
satellite|bos|14593|Space Exploration Technologies Corporation|2605:59ca:4000::/40
satellite|bos|22351|INTELSAT GLOBAL SERVICE CORPORATION|216.139.167.0/24
satellite|bos|40306|ViaSat,Inc.|75.104.94.0/24
satellite|bru|14593|Space Exploration Technologies Corporation|150.228.116.0/23
satellite|bru|14593|Space Exploration Technologies Corporation|2a0d:3341:b500::/40
satellite|bue|14593|Space Exploration Technologies Corporation|2803:9810:3900::/40
satellite|bue|14593|Space Exploration Technologies Corporation|74.244.132.0/22
satellite|buh|14593|Space Exploration Technologies Corporation|209.198.148.0/23
satellite|buh|14593|Space Exploration Technologies Corporation|2a0d:3341:c81e::/48
satellite|chi|14593|Space Exploration Technologies Corporation|129.222.16.0/20
satellite|chi|14593|Space Exploration Technologies Corporation|2605:59c0:c00::/40
satellite|chi|22351|INTELSAT GLOBAL SERVICE CORPORATION|64.88.236.0/24
satellite|chi|40306|ViaSat,Inc.|70.41.104.0/21
satellite|cph|14593|Space Exploration Technologies Corporation|150.228.64.0/23
satellite|cph|14593|Space Exploration Technologies Corporation|2a0d:3341:a900::/40
satellite|dal|14593|Space Exploration Technologies Corporation|2605:59c1:1600::/40
satellite|dal|14593|Space Exploration Technologies Corporation|74.244.248.0/21
satellite|den|14593|Space Exploration Technologies Corporation|2605:59c1:2300::/40
satellite|den|14593|Space Exploration Technologies Corporation|98.97.104.0/21
satellite|dub|14593|Space Exploration Technologies Corporation|150.228.20.0/23
satellite|dub|14593|Space Exploration Technologies Corporation|2a0d:3341:b600::/40
satellite|dxb|14593|Space Exploration Technologies Corporation|2a0d:3341:c10d::/48
satellite|dxb|14593|Space Exploration Technologies Corporation|74.244.226.0/23
satellite|fra|14593|Space Exploration Technologies Corporation|74.245.246.0/24
satellite|fra|22351|INTELSAT GLOBAL SERVICE CORPORATION|80.255.45.0/24
satellite|gru|14593|Space Exploration Technologies Corporation|143.105.140.0/22
satellite|gru|14593|Space Exploration Technologies Corporation|2803:9810:b400::/40
satellite|gru|22351|INTELSAT GLOBAL SERVICE CORPORATION|83.170.171.0/24
satellite|hel|14593|Space Exploration Technologies Corporation|150.228.126.0/23
satellite|hel|14593|Space Exploration Technologies Corporation|2a0d:3341:a800::/40
satellite|iev|14593|Space Exploration Technologies Corporation|129.222.32.0/21
satellite|iev|14593|Space Exploration Technologies Corporation|2a0d:3341:ba00::/40
satellite|jnb|14593|Space Exploration Technologies Corporation|143.105.40.0/23
satellite|jnb|14593|Space Exploration Technologies Corporation|2605:59c0:6400::/40
satellite|jnb|22351|INTELSAT GLOBAL SERVICE CORPORATION|2001:43a8:7d00::/40
satellite|jnb|22351|INTELSAT GLOBAL SERVICE CORPORATION|41.194.0.0/22
satellite|lax|14593|Space Exploration Technologies Corporation|2605:59c1:500::/40
satellite|lax|14593|Space Exploration Technologies Corporation|74.245.156.0/22
satellite|lax|22351|INTELSAT GLOBAL SERVICE CORPORATION|64.88.237.0/24
satellite|lax|40306|ViaSat,Inc.|184.63.129.0/24
satellite|lax|64294|Panasonic Avionics Corporation|199.21.162.0/24
satellite|lis|14593|Space Exploration Technologies Corporation|145.224.84.0/23
satellite|lis|14593|Space Exploration Technologies Corporation|2a0d:3344:2100::/40
satellite|lon|14593|Space Exploration Technologies Corporation|145.224.64.0/21
satellite|lon|14593|Space Exploration Technologies Corporation|2a0d:3341:b700::/40
satellite|lon|22351|INTELSAT GLOBAL SERVICE CORPORATION|2a00:fd8:c000::/40
satellite|lon|22351|INTELSAT GLOBAL SERVICE CORPORATION|82.206.148.0/22
satellite|lon|31515|Inmarsat Global Limited|161.30.0.0/18
satellite|lon|31515|Inmarsat Global Limited|2a11:ae00:1a00::/40
satellite|lon|64294|Panasonic Avionics Corporation|205.220.136.0/23
satellite|los|14593|Space Exploration Technologies Corporation|2605:59c0:e00::/40
satellite|los|14593|Space Exploration Technologies Corporation|98.97.76.0/22
satellite|los|22351|INTELSAT GLOBAL SERVICE CORPORATION|41.194.128.0/20
satellite|mad|14593|Space Exploration Technologies Corporation|153.67.232.0/22
satellite|mad|14593|Space Exploration Technologies Corporation|2a0d:3344:2000::/40
satellite|mad|22351|INTELSAT GLOBAL SERVICE CORPORATION|213.185.98.0/24
satellite|mel|14593|Space Exploration Technologies Corporation|116.91.220.0/22
satellite|mel|14593|Space Exploration Technologies Corporation|2406:2d40:6a00::/40
satellite|mel|22351|INTELSAT GLOBAL SERVICE CORPORATION|83.170.162.0/24
satellite|mex|14593|Space Exploration Technologies Corporation|2605:59c0:800::/40
satellite|mex|14593|Space Exploration Technologies Corporation|74.244.96.0/21
satellite|mil|14593|Space Exploration Technologies Corporation|212.105.152.0/22
satellite|mil|14593|Space Exploration Technologies Corporation|2a0d:3341:b800::/40
satellite|nyc|14593|Space Exploration Technologies Corporation|129.222.224.0/20
satellite|nyc|14593|Space Exploration Technologies Corporation|2605:59c1:f00::/40
satellite|nyc|22351|INTELSAT GLOBAL SERVICE CORPORATION|41.194.52.0/22
satellite|nyc|31515|Inmarsat Global Limited|161.30.171.0/24
satellite|nyc|40306|ViaSat,Inc.|99.196.133.0/24
satellite|nyc|64294|Panasonic Avionics Corporation|199.21.160.0/23
satellite|osl|14593|Space Exploration Technologies Corporation|162.43.192.0/23
satellite|osl|14593|Space Exploration Technologies Corporation|2a0d:3341:aa00::/40
satellite|osl|22351|INTELSAT GLOBAL SERVICE CORPORATION|83.170.178.0/24
satellite|par|14593|Space Exploration Technologies Corporation|169.155.248.0/21
satellite|par|14593|Space Exploration Technologies Corporation|2a0d:3341:b400::/40
satellite|par|22351|INTELSAT GLOBAL SERVICE CORPORATION|82.206.163.0/24
satellite|prg|14593|Space Exploration Technologies Corporation|150.228.34.0/23
satellite|prg|14593|Space Exploration Technologies Corporation|2a0d:3341:ea00::/40
satellite|rom|14593|Space Exploration Technologies Corporation|2a0d:3344:3200::/40
satellite|sea|14593|Space Exploration Technologies Corporation|2605:59c0:9200::/40
satellite|sea|14593|Space Exploration Technologies Corporation|98.97.32.0/21
satellite|sel|14593|Space Exploration Technologies Corporation|150.228.146.0/23
satellite|sel|22351|INTELSAT GLOBAL SERVICE CORPORATION|202.72.104.0/24
satellite|sfo|14593|Space Exploration Technologies Corporation|74.245.1.0/24
satellite|sin|14593|Space Exploration Technologies Corporation|150.228.170.0/23
satellite|sin|14593|Space Exploration Technologies Corporation|2406:2d40:ab00::/40
satellite|sin|64294|Panasonic Avionics Corporation|103.242.88.0/23
satellite|sto|14593|Space Exploration Technologies Corporation|2a0d:3341:a100::/40
satellite|sto|14593|Space Exploration Technologies Corporation|87.251.30.0/23
satellite|syd|14593|Space Exploration Technologies Corporation|14.1.84.0/22
satellite|syd|14593|Space Exploration Technologies Corporation|2406:2d40:4000::/40
satellite|syd|22351|INTELSAT GLOBAL SERVICE CORPORATION|202.72.102.0/24
satellite|syd|22351|INTELSAT GLOBAL SERVICE CORPORATION|2607:f668:2b00::/40
satellite|tor|14593|Space Exploration Technologies Corporation|2605:59c0:4500::/40
satellite|tor|14593|Space Exploration Technologies Corporation|74.244.124.0/22
satellite|tor|22351|INTELSAT GLOBAL SERVICE CORPORATION|164.86.10.0/23
satellite|tyo|14593|Space Exploration Technologies Corporation|2406:2d40:5400::/40
satellite|tyo|14593|Space Exploration Technologies Corporation|65.181.4.0/22
satellite|tyo|22351|INTELSAT GLOBAL SERVICE CORPORATION|202.72.101.0/24
satellite|van|14593|Space Exploration Technologies Corporation|170.203.200.0/21
satellite|van|14593|Space Exploration Technologies Corporation|2605:59c0:5500::/40
satellite|van|22351|INTELSAT GLOBAL SERVICE CORPORATION|66.205.8.0/24
satellite|vie|14593|Space Exploration Technologies Corporation|209.198.158.0/23
satellite|vie|14593|Space Exploration Technologies Corporation|2a0d:3341:ed00::/40
satellite|waw|14593|Space Exploration Technologies Corporation|2a0d:3341:c400::/40
satellite|waw|14593|Space Exploration Technologies Corporation|91.102.182.0/23
satellite|zrh|14593|Space Exploration Technologies Corporation|209.198.154.0/23
satellite|zrh|14593|Space Exploration Technologies Corporation|2a0d:3341:ee00::/40
tor|ber|60729|Stiftung Erneuerbare Freiheit|185.177.207.0/24
tor|nyc|4224|The Calyx Institute|162.247.72.0/24
tor|nyc|4224|The Calyx Institute|2602:fef9:0::/40
tor|sto|198093|Foreningen for digitala fri- och rattigheter|171.25.193.0/24
tor|vie|208323|Foundation for Applied Privacy|109.70.100.0/24
vpn|akl|136787|PacketHub S.A.|89.37.131.0/24
vpn|akl|212238|Datacamp Limited|2a02:6ea0:5900::/40
vpn|akl|212238|Datacamp Limited|64.105.88.0/23
vpn|akl|60068|Datacamp Limited|2a02:6ea0:900::/40
vpn|akl|60068|Datacamp Limited|79.127.173.0/24
vpn|akl|9009|M247 Europe SRL|158.115.242.0/23
vpn|ams|136787|PacketHub S.A.|92.118.48.0/22
vpn|ams|206092|F.N.S. HOLDINGS LIMITED|151.243.155.0/24
vpn|ams|209854|Cyberzone S.A.|172.216.152.0/22
vpn|ams|212238|Datacamp Limited|2a02:6ea0:1000::/40
vpn|ams|212238|Datacamp Limited|45.91.40.0/22
vpn|ams|39351|31173 Services AB|154.46.33.0/24
vpn|ams|60068|Datacamp Limited|152.233.12.0/23
vpn|ams|60068|Datacamp Limited|2a02:6ea0:c000::/40
vpn|ams|9009|M247 Europe SRL|2a12:cc43:d400::/40
vpn|ams|9009|M247 Europe SRL|84.37.100.0/22
vpn|atl|136787|PacketHub S.A.|43.225.80.0/22
vpn|atl|212238|Datacamp Limited|154.6.32.0/22
vpn|atl|212238|Datacamp Limited|2a02:6ea0:1100::/40
vpn|atl|60068|Datacamp Limited|138.199.2.0/23
vpn|atl|60068|Datacamp Limited|2a02:6ea0:c100::/40
vpn|atl|9009|M247 Europe SRL|102.135.66.0/23
vpn|bcn|209854|Cyberzone S.A.|82.26.159.0/24
vpn|bcn|212238|Datacamp Limited|2a02:6ea0:7400::/40
vpn|bcn|212238|Datacamp Limited|82.152.55.0/24
vpn|bcn|60068|Datacamp Limited|152.233.56.0/24
vpn|bcn|60068|Datacamp Limited|2a02:6ea0:6400::/40
vpn|bcn|9009|M247 Europe SRL|2001:ac8:17::/48
vpn|bcn|9009|M247 Europe SRL|37.120.142.0/24
vpn|ber|147049|PacketHub S.A.|5.180.61.0/24
vpn|ber|206092|F.N.S. HOLDINGS LIMITED|45.8.68.0/24
vpn|ber|209854|Cyberzone S.A.|82.24.28.0/24
vpn|ber|212238|Datacamp Limited|2a02:6ea0:5e00::/40
vpn|ber|212238|Datacamp Limited|89.116.168.0/23
vpn|ber|39351|31173 Services AB|154.57.137.0/24
vpn|ber|60068|Datacamp Limited|2a02:6ea0:e00::/40
vpn|ber|60068|Datacamp Limited|89.222.123.0/24
vpn|ber|9009|M247 Europe SRL|2001:ac8:65::/48
vpn|ber|9009|M247 Europe SRL|5.157.168.0/22
vpn|bom|136787|PacketHub S.A.|217.216.103.0/24
vpn|bom|209854|Cyberzone S.A.|176.227.240.0/24
vpn|bom|212238|Datacamp Limited|81.17.122.0/24
vpn|bom|9009|M247 Europe SRL|5.45.38.0/24
vpn|bos|136787|PacketHub S.A.|31.209.64.0/22
vpn|bos|209854|Cyberzone S.A.|151.240.39.0/24
vpn|bos|212238|Datacamp Limited|2a02:6ea0:4900::/40
vpn|bos|212238|Datacamp Limited|62.93.176.0/24
vpn|bos|60068|Datacamp Limited|79.127.248.0/24
vpn|bos|9009|M247 Europe SRL|45.13.248.0/23
vpn|bru|136787|PacketHub S.A.|185.183.52.0/23
vpn|bru|206092|F.N.S. HOLDINGS LIMITED|82.197.193.0/24
vpn|bru|212238|Datacamp Limited|2a02:6ea0:4a00::/40
vpn|bru|212238|Datacamp Limited|85.122.192.0/22
vpn|bru|60068|Datacamp Limited|2a02:6ea0:fa00::/40
vpn|bru|60068|Datacamp Limited|79.127.224.0/24
vpn|bru|9009|M247 Europe SRL|43.230.56.0/22
vpn|bue|136787|PacketHub S.A.|185.197.248.0/24
vpn|bue|212238|Datacamp Limited|2a02:6ea0:4000::/40
vpn|bue|212238|Datacamp Limited|84.233.234.0/24
vpn|bue|60068|Datacamp Limited|2a02:6ea0:ed00::/40
vpn|bue|60068|Datacamp Limited|87.249.130.0/24
vpn|bue|9009|M247 Europe SRL|146.70.38.0/23
vpn|buh|136787|PacketHub S.A.|209.23.32.0/23
vpn|buh|212238|Datacamp Limited|2a02:6ea0:2a00::/40
vpn|buh|212238|Datacamp Limited|81.181.56.0/21
vpn|buh|60068|Datacamp Limited|2a02:6ea0:da00::/40
vpn|buh|60068|Datacamp Limited|95.173.199.0/24
vpn|buh|9009|M247 Europe SRL|2a04:9dc0:6800::/40
vpn|buh|9009|M247 Europe SRL|37.120.246.0/23
vpn|chi|136787|PacketHub S.A.|83.150.240.0/22
vpn|chi|206092|F.N.S. HOLDINGS LIMITED|85.237.194.0/24
vpn|chi|209854|Cyberzone S.A.|82.23.1.0/24
vpn|chi|212238|Datacamp Limited|2a02:6ea0:1600::/40
vpn|chi|212238|Datacamp Limited|66.93.164.0/22
vpn|chi|60068|Datacamp Limited|2a02:6ea0:c600::/40
vpn|chi|60068|Datacamp Limited|89.187.180.0/22
vpn|chi|9009|M247 Europe SRL|66.93.160.0/23
vpn|cph|136787|PacketHub S.A.|45.10.152.0/23
vpn|cph|212238|Datacamp Limited|2a02:6ea0:4700::/40
vpn|cph|212238|Datacamp Limited|5.183.101.0/24
vpn|cph|39351|31173 Services AB|45.129.56.0/24
vpn|cph|60068|Datacamp Limited|109.61.85.0/24
vpn|cph|60068|Datacamp Limited|2a02:6ea0:f700::/40
vpn|cph|9009|M247 Europe SRL|2001:ac8:47::/48
vpn|cph|9009|M247 Europe SRL|38.180.72.0/23
vpn|dal|136787|PacketHub S.A.|2.58.36.0/22
vpn|dal|147049|PacketHub S.A.|176.227.243.0/24
vpn|dal|147049|PacketHub S.A.|2407:e8c0:5400::/40
vpn|dal|206092|F.N.S. HOLDINGS LIMITED|193.56.117.0/24
vpn|dal|209854|Cyberzone S.A.|172.216.96.0/21
vpn|dal|212238|Datacamp Limited|2a02:6ea0:2200::/40
vpn|dal|212238|Datacamp Limited|74.0.100.0/22
vpn|dal|60068|Datacamp Limited|152.233.24.0/23
vpn|dal|60068|Datacamp Limited|2a02:6ea0:d200::/40
vpn|dal|9009|M247 Europe SRL|66.78.16.0/23
vpn|den|136787|PacketHub S.A.|31.209.76.0/22
vpn|den|206092|F.N.S. HOLDINGS LIMITED|89.116.76.0/24
vpn|den|209854|Cyberzone S.A.|172.216.6.0/23
vpn|den|212238|Datacamp Limited|2a02:6ea0:2700::/40
vpn|den|212238|Datacamp Limited|84.37.34.0/23
vpn|den|60068|Datacamp Limited|212.102.44.0/23
vpn|den|60068|Datacamp Limited|2a02:6ea0:d700::/40
vpn|den|9009|M247 Europe SRL|139.28.179.0/24
vpn|dub|136787|PacketHub S.A.|79.132.90.0/23
vpn|dub|206092|F.N.S. HOLDINGS LIMITED|185.192.16.0/24
vpn|dub|209854|Cyberzone S.A.|151.240.38.0/24
vpn|dub|212238|Datacamp Limited|168.199.176.0/21
vpn|dub|212238|Datacamp Limited|2a02:6ea0:3f00::/40
vpn|dub|60068|Datacamp Limited|2a02:6ea0:ef00::/40
vpn|dub|60068|Datacamp Limited|79.127.161.0/24
vpn|dub|9009|M247 Europe SRL|2001:ac8:87::/48
vpn|dub|9009|M247 Europe SRL|46.202.236.0/22
vpn|dxb|212238|Datacamp Limited|151.242.128.0/24
vpn|dxb|212238|Datacamp Limited|2a0a:b601:f000::/40
vpn|dxb|9009|M247 Europe SRL|2001:ac8:81::/48
vpn|dxb|9009|M247 Europe SRL|38.180.26.0/23
vpn|fra|136787|PacketHub S.A.|80.254.214.0/23
vpn|fra|206092|F.N.S. HOLDINGS LIMITED|45.86.202.0/24
vpn|fra|209854|Cyberzone S.A.|172.216.120.0/21
vpn|fra|212238|Datacamp Limited|2a02:6ea0:1700::/40
vpn|fra|212238|Datacamp Limited|31.59.236.0/22
vpn|fra|39351|31173 Services AB|151.241.163.0/24
vpn|fra|60068|Datacamp Limited|2a02:6ea0:c700::/40
vpn|fra|60068|Datacamp Limited|79.127.210.0/23
vpn|fra|62371|Proton AG|176.119.200.0/24
vpn|fra|9009|M247 Europe SRL|2a0b:9045:a500::/40
vpn|fra|9009|M247 Europe SRL|5.157.192.0/19
vpn|gru|209854|Cyberzone S.A.|172.216.0.0/23
vpn|gru|212238|Datacamp Limited|2a02:6ea0:2000::/40
vpn|gru|212238|Datacamp Limited|31.76.178.0/23
vpn|gru|60068|Datacamp Limited|138.199.4.0/23
vpn|gru|60068|Datacamp Limited|2a02:6ea0:d000::/40
vpn|gru|9009|M247 Europe SRL|38.180.78.0/23
vpn|ham|212238|Datacamp Limited|85.237.223.0/24
vpn|hel|209854|Cyberzone S.A.|193.56.113.0/24
vpn|hel|212238|Datacamp Limited|2.27.103.0/24
vpn|hel|212238|Datacamp Limited|2a02:6ea0:7500::/40
vpn|hel|39351|31173 Services AB|91.206.168.0/24
vpn|hel|60068|Datacamp Limited|152.233.54.0/24
vpn|hel|60068|Datacamp Limited|2a02:6ea0:6500::/40
vpn|hel|9009|M247 Europe SRL|88.214.0.0/22
vpn|hkg|136787|PacketHub S.A.|84.46.186.0/24
vpn|hkg|147049|PacketHub S.A.|116.204.195.0/24
vpn|hkg|147049|PacketHub S.A.|2407:e8c0:4f00::/40
vpn|hkg|206092|F.N.S. HOLDINGS LIMITED|45.135.186.0/24
vpn|hkg|209854|Cyberzone S.A.|172.216.160.0/22
vpn|hkg|212238|Datacamp Limited|2a02:6ea0:2600::/40
vpn|hkg|212238|Datacamp Limited|46.151.32.0/23
vpn|hkg|60068|Datacamp Limited|2a02:6ea0:d600::/40
vpn|hkg|60068|Datacamp Limited|84.17.56.0/23
vpn|hkg|9009|M247 Europe SRL|38.180.94.0/23
vpn|iev|206092|F.N.S. HOLDINGS LIMITED|45.130.81.0/24
vpn|iev|212238|Datacamp Limited|2a02:6ea0:3100::/40
vpn|iev|212238|Datacamp Limited|45.39.110.0/23
vpn|iev|60068|Datacamp Limited|2a02:6ea0:e100::/40
vpn|iev|60068|Datacamp Limited|37.19.218.0/24
vpn|iev|9009|M247 Europe SRL|45.39.192.0/24
vpn|ist|136787|PacketHub S.A.|64.43.88.0/24
vpn|ist|209854|Cyberzone S.A.|82.29.149.0/24
vpn|ist|212238|Datacamp Limited|2a02:6ea0:3800::/40
vpn|ist|212238|Datacamp Limited|64.8.228.0/22
vpn|ist|60068|Datacamp Limited|2a02:6ea0:6600::/40
vpn|ist|60068|Datacamp Limited|37.19.208.0/24
vpn|ist|9009|M247 Europe SRL|130.195.216.0/24
vpn|jnb|136787|PacketHub S.A.|212.90.122.0/23
vpn|jnb|206092|F.N.S. HOLDINGS LIMITED|185.132.186.0/24
vpn|jnb|209854|Cyberzone S.A.|172.216.164.0/23
vpn|jnb|212238|Datacamp Limited|2a02:6ea0:4200::/40
vpn|jnb|212238|Datacamp Limited|64.144.206.0/23
vpn|jnb|60068|Datacamp Limited|2a02:6ea0:f200::/40
vpn|jnb|60068|Datacamp Limited|46.151.193.0/24
vpn|jnb|9009|M247 Europe SRL|102.128.165.0/24
vpn|krk|9009|M247 Europe SRL|146.70.144.0/24
vpn|lax|136787|PacketHub S.A.|5.133.116.0/22
vpn|lax|206092|F.N.S. HOLDINGS LIMITED|37.140.223.0/24
vpn|lax|209854|Cyberzone S.A.|142.111.28.0/22
vpn|lax|212238|Datacamp Limited|2a02:6ea0:1800::/40
vpn|lax|212238|Datacamp Limited|66.93.6.0/23
vpn|lax|60068|Datacamp Limited|2a02:6ea0:c800::/40
vpn|lax|60068|Datacamp Limited|89.187.184.0/22
vpn|lax|9009|M247 Europe SRL|38.95.108.0/22
vpn|lis|136787|PacketHub S.A.|88.218.202.0/23
vpn|lis|206092|F.N.S. HOLDINGS LIMITED|185.228.3.0/24
vpn|lis|209854|Cyberzone S.A.|151.240.37.0/24
vpn|lis|212238|Datacamp Limited|189.81.0.0/23
vpn|lis|212238|Datacamp Limited|2a02:6ea0:4b00::/40
vpn|lis|60068|Datacamp Limited|2a02:6ea0:fb00::/40
vpn|lis|60068|Datacamp Limited|79.127.168.0/24
vpn|lis|9009|M247 Europe SRL|45.157.74.0/23
vpn|lon|136787|PacketHub S.A.|85.254.104.0/21
vpn|lon|206092|F.N.S. HOLDINGS LIMITED|31.171.130.0/24
vpn|lon|209854|Cyberzone S.A.|172.216.56.0/21
vpn|lon|212238|Datacamp Limited|2a02:6ea0:1a00::/40
vpn|lon|212238|Datacamp Limited|38.89.72.0/21
vpn|lon|39351|31173 Services AB|141.98.252.0/24
vpn|lon|60068|Datacamp Limited|143.244.36.0/22
vpn|lon|60068|Datacamp Limited|2a02:6ea0:ca00::/40
vpn|lon|9009|M247 Europe SRL|2001:ac8:c00::/40
vpn|lon|9009|M247 Europe SRL|45.92.34.0/23
vpn|los|209854|Cyberzone S.A.|102.218.100.0/24
vpn|los|212238|Datacamp Limited|2a02:6ea0:5400::/40
vpn|los|212238|Datacamp Limited|79.127.149.0/24
vpn|los|60068|Datacamp Limited|185.111.108.0/24
vpn|los|60068|Datacamp Limited|2a02:6ea0:400::/40
vpn|los|9009|M247 Europe SRL|135.136.40.0/24
vpn|mad|136787|PacketHub S.A.|185.183.214.0/23
vpn|mad|206092|F.N.S. HOLDINGS LIMITED|89.38.70.0/24
vpn|mad|212238|Datacamp Limited|2a02:6ea0:1300::/40
vpn|mad|212238|Datacamp Limited|68.167.154.0/23
vpn|mad|60068|Datacamp Limited|2a02:6ea0:c300::/40
vpn|mad|60068|Datacamp Limited|37.19.214.0/23
vpn|mad|9009|M247 Europe SRL|31.58.116.0/22
vpn|man|136787|PacketHub S.A.|31.209.68.0/22
vpn|man|212238|Datacamp Limited|2a02:6ea0:5f00::/40
vpn|man|212238|Datacamp Limited|82.108.113.0/24
vpn|man|60068|Datacamp Limited|152.233.2.0/24
vpn|man|60068|Datacamp Limited|2a02:6ea0:f00::/40
vpn|man|9009|M247 Europe SRL|2a01:300:5a00::/40
vpn|man|9009|M247 Europe SRL|31.56.128.0/21
vpn|mel|136787|PacketHub S.A.|195.210.116.0/23
vpn|mel|212238|Datacamp Limited|79.127.155.0/24
vpn|mel|60068|Datacamp Limited|2a02:6ea0:ec00::/40
vpn|mel|60068|Datacamp Limited|79.127.130.0/24
vpn|mel|9009|M247 Europe SRL|50.117.58.0/24
vpn|mex|136787|PacketHub S.A.|79.132.86.0/23
vpn|mex|212238|Datacamp Limited|84.252.113.0/24
vpn|mex|9009|M247 Europe SRL|45.133.180.0/24
vpn|mil|136787|PacketHub S.A.|89.18.192.0/23
vpn|mil|206092|F.N.S. HOLDINGS LIMITED|158.173.77.0/24
vpn|mil|209854|Cyberzone S.A.|31.130.244.0/23
vpn|mil|212238|Datacamp Limited|2a02:6ea0:2500::/40
vpn|mil|212238|Datacamp Limited|64.137.80.0/22
vpn|mil|60068|Datacamp Limited|2a02:6ea0:d500::/40
vpn|mil|60068|Datacamp Limited|84.17.58.0/23
vpn|mil|9009|M247 Europe SRL|46.202.228.0/22
vpn|mow|212238|Datacamp Limited|140.233.178.0/23
vpn|mow|212238|Datacamp Limited|2a02:6ea0:2d00::/40
vpn|mow|60068|Datacamp Limited|2a02:6ea0:dd00::/40
vpn|mow|60068|Datacamp Limited|37.19.202.0/24
vpn|mow|9009|M247 Europe SRL|2a0f:7b81:5200::/40
vpn|mow|9009|M247 Europe SRL|5.180.138.0/24
vpn|muc|9009|M247 Europe SRL|154.29.96.0/22
vpn|nyc|136787|PacketHub S.A.|45.66.252.0/22
vpn|nyc|147049|PacketHub S.A.|212.15.80.0/24
vpn|nyc|147049|PacketHub S.A.|2407:e8c0:5a00::/40
vpn|nyc|206092|F.N.S. HOLDINGS LIMITED|45.8.19.0/24
vpn|nyc|209854|Cyberzone S.A.|23.27.128.0/23
vpn|nyc|212238|Datacamp Limited|2a02:6ea0:1400::/40
vpn|nyc|212238|Datacamp Limited|38.57.40.0/21
vpn|nyc|39351|31173 Services AB|45.132.193.0/24
vpn|nyc|60068|Datacamp Limited|2a02:6ea0:c400::/40
vpn|nyc|60068|Datacamp Limited|89.187.176.0/22
vpn|nyc|9009|M247 Europe SRL|2001:ac8:9c::/48
vpn|nyc|9009|M247 Europe SRL|38.132.96.0/21
vpn|osa|147049|PacketHub S.A.|2407:e8c0:5100::/40
vpn|osa|147049|PacketHub S.A.|45.94.210.0/24
vpn|osa|212238|Datacamp Limited|14.137.245.0/24
vpn|osa|9009|M247 Europe SRL|45.87.213.0/24
vpn|osl|136787|PacketHub S.A.|64.43.122.0/23
vpn|osl|212238|Datacamp Limited|2a02:6ea0:5600::/40
vpn|osl|212238|Datacamp Limited|79.127.150.0/24
vpn|osl|39351|31173 Services AB|141.98.253.0/24
vpn|osl|60068|Datacamp Limited|2a02:6ea0:600::/40
vpn|osl|60068|Datacamp Limited|79.127.151.0/24
vpn|osl|62371|Proton AG|79.135.106.0/24
vpn|osl|9009|M247 Europe SRL|38.180.76.0/23
vpn|par|136787|PacketHub S.A.|45.84.136.0/23
vpn|par|206092|F.N.S. HOLDINGS LIMITED|45.140.135.0/24
vpn|par|209854|Cyberzone S.A.|172.216.186.0/23
vpn|par|212238|Datacamp Limited|2a02:6ea0:1900::/40
vpn|par|212238|Datacamp Limited|64.137.60.0/22
vpn|par|39351|31173 Services AB|149.7.107.0/24
vpn|par|60068|Datacamp Limited|138.199.26.0/23
vpn|par|60068|Datacamp Limited|2a02:6ea0:c900::/40
vpn|par|9009|M247 Europe SRL|2.57.68.0/22
vpn|par|9009|M247 Europe SRL|2001:ac8:4d::/48
vpn|prg|136787|PacketHub S.A.|31.42.157.0/24
vpn|prg|206092|F.N.S. HOLDINGS LIMITED|82.118.30.0/24
vpn|prg|209854|Cyberzone S.A.|203.21.66.0/24
vpn|prg|212238|Datacamp Limited|2a02:6ea0:1200::/40
vpn|prg|212238|Datacamp Limited|72.63.110.0/23
vpn|prg|60068|Datacamp Limited|2a02:6ea0:c200::/40
vpn|prg|60068|Datacamp Limited|79.127.192.0/22
vpn|prg|9009|M247 Europe SRL|38.180.48.0/23
vpn|rom|9009|M247 Europe SRL|190.106.188.0/22
vpn|sea|136787|PacketHub S.A.|45.157.124.0/22
vpn|sea|147049|PacketHub S.A.|2407:e8c0:4c00::/40
vpn|sea|147049|PacketHub S.A.|94.156.149.0/24
vpn|sea|206092|F.N.S. HOLDINGS LIMITED|50.118.162.0/24
vpn|sea|209854|Cyberzone S.A.|151.244.55.0/24
vpn|sea|212238|Datacamp Limited|2a02:6ea0:2800::/40
vpn|sea|212238|Datacamp Limited|79.121.134.0/23
vpn|sea|60068|Datacamp Limited|2a02:6ea0:d800::/40
vpn|sea|60068|Datacamp Limited|79.127.221.0/24
vpn|sel|136787|PacketHub S.A.|79.132.82.0/23
vpn|sel|147049|PacketHub S.A.|2407:e8c0:5700::/40
vpn|sel|147049|PacketHub S.A.|86.38.78.0/23
vpn|sel|209854|Cyberzone S.A.|23.27.54.0/24
vpn|sel|212238|Datacamp Limited|2a02:6ea0:5d00::/40
vpn|sel|212238|Datacamp Limited|72.244.252.0/22
vpn|sel|60068|Datacamp Limited|2a02:6ea0:d00::/40
vpn|sel|60068|Datacamp Limited|89.222.116.0/24
vpn|sel|9009|M247 Europe SRL|167.94.164.0/24
vpn|sfo|206092|F.N.S. HOLDINGS LIMITED|45.88.218.0/24
vpn|sfo|209854|Cyberzone S.A.|93.152.210.0/24
vpn|sfo|212238|Datacamp Limited|155.2.184.0/23
vpn|sin|136787|PacketHub S.A.|194.32.232.0/23
vpn|sin|147049|PacketHub S.A.|192.166.246.0/24
vpn|sin|147049|PacketHub S.A.|2407:e8c0:5000::/40
vpn|sin|206092|F.N.S. HOLDINGS LIMITED|23.27.18.0/24
vpn|sin|209854|Cyberzone S.A.|82.21.202.0/23
vpn|sin|212238|Datacamp Limited|23.230.30.0/23
vpn|sin|212238|Datacamp Limited|2a02:6ea0:2100::/40
vpn|sin|60068|Datacamp Limited|2a02:6ea0:d100::/40
vpn|sin|60068|Datacamp Limited|84.17.38.0/23
vpn|sin|9009|M247 Europe SRL|2001:ac8:95::/48
vpn|sin|9009|M247 Europe SRL|92.244.168.0/22
vpn|sto|136787|PacketHub S.A.|194.5.154.0/23
vpn|sto|206092|F.N.S. HOLDINGS LIMITED|82.118.29.0/24
vpn|sto|212238|Datacamp Limited|2a02:6ea0:1500::/40
vpn|sto|212238|Datacamp Limited|85.122.204.0/22
vpn|sto|39351|31173 Services AB|155.2.208.0/23
vpn|sto|39351|31173 Services AB|2a07:bdc0:7600::/40
vpn|sto|60068|Datacamp Limited|2a02:6ea0:c500::/40
vpn|sto|60068|Datacamp Limited|37.19.222.0/24
vpn|sto|62371|Proton AG|194.0.147.0/24
vpn|sto|9009|M247 Europe SRL|82.23.8.0/22
vpn|syd|136787|PacketHub S.A.|85.115.124.0/22
vpn|syd|147049|PacketHub S.A.|103.173.150.0/24
vpn|syd|206092|F.N.S. HOLDINGS LIMITED|45.67.96.0/24
vpn|syd|209854|Cyberzone S.A.|172.216.156.0/22
vpn|syd|212238|Datacamp Limited|2a02:6ea0:2b00::/40
vpn|syd|212238|Datacamp Limited|64.139.56.0/23
vpn|syd|60068|Datacamp Limited|143.244.62.0/23
vpn|syd|60068|Datacamp Limited|2a02:6ea0:db84::/48
vpn|syd|9009|M247 Europe SRL|38.180.128.0/23
vpn|tlv|136787|PacketHub S.A.|31.187.78.0/24
vpn|tlv|206092|F.N.S. HOLDINGS LIMITED|203.159.81.0/24
vpn|tlv|212238|Datacamp Limited|169.150.226.0/23
vpn|tlv|212238|Datacamp Limited|2a0f:1087:9700::/40
vpn|tlv|60068|Datacamp Limited|169.150.202.0/24
vpn|tlv|60068|Datacamp Limited|2a02:6ea0:eb00::/40
vpn|tor|136787|PacketHub S.A.|85.115.108.0/22
vpn|tor|147049|PacketHub S.A.|2407:e8c0:5200::/40
vpn|tor|147049|PacketHub S.A.|62.3.36.0/24
vpn|tor|206092|F.N.S. HOLDINGS LIMITED|45.130.80.0/24
vpn|tor|209854|Cyberzone S.A.|172.216.144.0/22
vpn|tor|212238|Datacamp Limited|2a02:6ea0:2e00::/40
vpn|tor|212238|Datacamp Limited|31.222.216.0/23
vpn|tor|60068|Datacamp Limited|2a02:6ea0:de00::/40
vpn|tor|60068|Datacamp Limited|79.127.200.0/24
vpn|tor|9009|M247 Europe SRL|168.199.202.0/23
vpn|tyo|136787|PacketHub S.A.|85.115.96.0/22
vpn|tyo|147049|PacketHub S.A.|169.40.10.0/23
vpn|tyo|206092|F.N.S. HOLDINGS LIMITED|31.171.129.0/24
vpn|tyo|209854|Cyberzone S.A.|172.216.132.0/22
vpn|tyo|212238|Datacamp Limited|2a02:6ea0:2300::/40
vpn|tyo|212238|Datacamp Limited|5.180.76.0/23
vpn|tyo|60068|Datacamp Limited|103.75.212.0/22
vpn|tyo|60068|Datacamp Limited|2407:5680:c100::/40
vpn|tyo|9009|M247 Europe SRL|37.46.20.0/22
vpn|van|136787|PacketHub S.A.|79.132.80.0/23
vpn|van|147049|PacketHub S.A.|2407:e8c0:5800::/40
vpn|van|147049|PacketHub S.A.|45.90.222.0/24
vpn|van|209854|Cyberzone S.A.|151.240.90.0/24
vpn|van|212238|Datacamp Limited|84.20.25.0/24
vpn|van|60068|Datacamp Limited|79.127.233.0/24
vpn|van|9009|M247 Europe SRL|151.245.126.0/24
vpn|vie|136787|PacketHub S.A.|82.140.154.0/23
vpn|vie|209854|Cyberzone S.A.|92.249.36.0/24
vpn|vie|212238|Datacamp Limited|154.47.18.0/23
vpn|vie|212238|Datacamp Limited|2a02:6ea0:1b00::/40
vpn|vie|60068|Datacamp Limited|2a02:6ea0:cb00::/40
vpn|vie|60068|Datacamp Limited|89.187.168.0/24
vpn|vie|9009|M247 Europe SRL|2001:ac8:50::/48
vpn|vie|9009|M247 Europe SRL|45.153.232.0/22
vpn|waw|136787|PacketHub S.A.|79.132.84.0/23
vpn|waw|206092|F.N.S. HOLDINGS LIMITED|85.237.212.0/24
vpn|waw|209854|Cyberzone S.A.|172.216.2.0/23
vpn|waw|212238|Datacamp Limited|23.27.62.0/24
vpn|waw|212238|Datacamp Limited|2a02:e9c1:e500::/40
vpn|waw|60068|Datacamp Limited|2a02:6ea0:ce00::/40
vpn|waw|60068|Datacamp Limited|84.17.54.0/23
vpn|waw|9009|M247 Europe SRL|45.94.154.0/23
vpn|zrh|136787|PacketHub S.A.|89.18.198.0/23
vpn|zrh|206092|F.N.S. HOLDINGS LIMITED|37.140.254.0/24
vpn|zrh|209103|Proton AG|62.169.137.0/24
vpn|zrh|212238|Datacamp Limited|2a02:6ea0:2400::/40
vpn|zrh|212238|Datacamp Limited|92.39.48.0/21
vpn|zrh|39351|31173 Services AB|154.44.128.0/24
vpn|zrh|60068|Datacamp Limited|2a02:6ea0:d400::/40
vpn|zrh|60068|Datacamp Limited|79.127.207.0/24
vpn|zrh|9009|M247 Europe SRL|102.135.116.0/22
`;
