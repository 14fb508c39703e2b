#!/bin/sh
# Consults the career of a self-employed person with curl: an unsigned message over mutual TLS, where the certificate
# shown on the connection speaks for the customer. Prints the SOAP answer as it comes.
#
#     consult.sh https://127.0.0.1:8443/SelfEmployedService/v2/consult var/demo 62010200116
#
# The folder holds the keys and certificates of the demo network. Ends with 0 for an answer, 22 for a fault.
set -eu

if [ $# -ne 3 ]; then
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 1
fi
address=$1 demo=$2 ssin=$3

# What else stands in the message is fixed; a number that is none cannot turn into markup.
case $ssin in *[!0-9]*) echo "an SSIN has digits only" >&2; exit 1 ;; esac

exec curl --silent --show-error --fail-with-body --max-time 30 \
  --cacert "$demo/ca.pem" \
  --cert "$demo/social-inspectorate.cert.pem" --key "$demo/social-inspectorate.key.pem" \
  --header 'Content-Type: text/xml; charset=utf-8' \
  --header 'SOAPAction: "http://kszbcss.fgov.be/SelfEmployedService/consultCareer"' \
  --data-binary @- "$address" <<MESSAGE
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
  <soapenv:Body>
    <v2:consultCareerRequest xmlns:v2="http://kszbcss.fgov.be/intf/SelfEmployedService/v2">
      <informationCustomer>
        <customerIdentification>
          <cbeNumber>1999990144</cbeNumber>
        </customerIdentification>
      </informationCustomer>
      <legalContext>DEMO:SOCIAL_INSPECTION</legalContext>
      <criteria>
        <ssin>$ssin</ssin>
      </criteria>
    </v2:consultCareerRequest>
  </soapenv:Body>
</soapenv:Envelope>
MESSAGE
