#!/usr/bin/python3
"""Consults the career of a self-employed person with zeep, or with --begin-quarter the contributions, knowing nothing
but the address of the WSDL, a key and a certificate. Prints the answer as JSON. Ends with 0 for an answer, 2 for a
fault, 3 for an answer that is not to be trusted.

Needs the Debian packages python3-zeep and python3-xmlsec, or `pip install zeep[xmlsec]`.
"""

import argparse
import datetime
import json
import sys
import uuid

import requests
import xmlsec
from lxml.etree import QName
from zeep import Client, Settings, Transport, ns
from zeep.exceptions import Fault, SignatureVerificationFailed
from zeep.helpers import serialize_object
from zeep.wsse.signature import BinarySignature, verify_envelope
from zeep.wsse.utils import WSU, get_security_header, get_timestamp


def main():
    options = parse_arguments()
    try:
        return consult(options)
    except requests.exceptions.RequestException as failure:
        sys.exit(f"{options.wsdl} cannot be reached: {failure}")


def consult(options):
    session = requests.Session()
    if options.ca:
        session.verify = options.ca
        # Otherwise the variable REQUESTS_CA_BUNDLE, where it is set, would win.
        session.trust_env = False
    client = Client(
        options.wsdl,
        wsse=SignedMessages(options.key, options.cert, options.crossroads_cert),
        settings=Settings(strict=True),
        transport=Transport(session=session, timeout=30, operation_timeout=30),
    )
    criteria = {"ssin": options.ssin}
    operation = client.service.consultCareer
    if options.begin_quarter:
        operation = client.service.consultContributions
        criteria["period"] = {"beginQuarter": options.begin_quarter, "endQuarter": options.end_quarter}
    elif options.begin:
        criteria["period"] = {"beginDate": options.begin, "endDate": options.end}
    try:
        answer = operation(
            informationCustomer={
                "ticket": str(uuid.uuid4()),
                "timestampSent": datetime.datetime.now(datetime.timezone.utc),
                "customerIdentification": identification(options),
            },
            legalContext=options.legal_context,
            criteria=criteria,
        )
    except Fault as fault:
        show(typed_detail(client, fault) or {"faultcode": fault.code, "faultstring": fault.message})
        return 2
    except SignatureVerificationFailed as failure:
        print(f"The answer is not to be trusted: {failure}", file=sys.stderr)
        return 3
    # Typed: answer.status.value is a str, answer.career.affiliations.affiliation[0].signatureDate a datetime.date.
    show(answer)
    return 0


class SignedMessages:
    """Signs what leaves as the crossroads wants it, and checks the signature of what comes back.

    BinarySignature alone is not enough: it signs the Timestamp only when there is one already, and without one a
    message could be sent again for ever. So the Timestamp goes in first; BinarySignature then signs it together with
    the Body and sends the certificate along in a BinarySecurityToken. Its defaults are SHA-1, which is refused; hence
    the two methods.
    """

    def __init__(self, key, cert, crossroads_cert):
        self.signature = BinarySignature(
            key, cert, signature_method=signature_method(key), digest_method=xmlsec.Transform.SHA256
        )
        self.crossroads_cert = crossroads_cert

    def apply(self, envelope, headers):
        now = datetime.datetime.now(datetime.timezone.utc)
        expires = now + datetime.timedelta(minutes=5)
        timestamp = WSU.Timestamp(
            WSU.Created(get_timestamp(now, zulu_timestamp=True)),
            WSU.Expires(get_timestamp(expires, zulu_timestamp=True)),
        )
        get_security_header(envelope).append(timestamp)
        return self.signature.apply(envelope, headers)

    def verify(self, envelope):
        """Called by zeep for each answer. Without --crossroads-cert answers are taken as they come.

        A fault is not signed, and carries no data about anybody.
        """
        body = envelope.find(QName(ns.SOAP_ENV_11, "Body"))
        if self.crossroads_cert is None or body.find(QName(ns.SOAP_ENV_11, "Fault")) is not None:
            return
        names = {"soap": ns.SOAP_ENV_11, "wsse": ns.WSSE, "ds": ns.DS}
        if len(envelope.xpath("soap:Header/wsse:Security/ds:Signature", namespaces=names)) != 1:
            raise SignatureVerificationFailed("it is not signed")
        try:
            verify_envelope(envelope, self.crossroads_cert)
        except SignatureVerificationFailed:
            raise SignatureVerificationFailed("its signature is not by the crossroads, or not over these words") from None
        # zeep checks that the signature holds, not what it is over: this Body and no other.
        body_id = body.get(QName(ns.WSU, "Id"))
        references = envelope.xpath("soap:Header/wsse:Security/ds:Signature/ds:SignedInfo/ds:Reference", namespaces=names)
        bearers = envelope.xpath("//*[@*[local-name() = 'Id'] = $id]", id=body_id or "")
        if "#" + str(body_id) not in [reference.get("URI") for reference in references] or len(bearers) != 1:
            raise SignatureVerificationFailed("its signature is not over the Body")


def signature_method(key_file):
    """RSA-SHA256 or ECDSA-SHA256, whichever the key can do."""
    for method in (xmlsec.Transform.RSA_SHA256, xmlsec.Transform.ECDSA_SHA256):
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_file(key_file, xmlsec.KeyFormat.PEM)
        try:
            context.sign_binary(b"a trial", method)
            return method
        except xmlsec.Error:
            continue
    sys.exit(f"{key_file} is neither an RSA nor an elliptic-curve key")


def identification(options):
    if options.cbe_number:
        return {"cbeNumber": options.cbe_number}
    return {"sector": options.sector, "institution": options.institution}


def typed_detail(client, fault):
    """The consultCareerFault or consultContributionsFault in the detail, as its type in the WSDL has it."""
    if fault.detail is None or len(fault.detail) == 0:
        return None
    return client.wsdl.types.deserialize(fault.detail[0])


def show(value):
    print(json.dumps(serialize_object(value), default=str, ensure_ascii=False, indent=2))


def parse_arguments():
    parser = argparse.ArgumentParser(description="Consults the career, or the contributions, of a self-employed person.")
    parser.add_argument("--wsdl", required=True, help="http://127.0.0.1:8080/SelfEmployedService/v2/consult?wsdl")
    parser.add_argument("--key", required=True, help="private key of the customer (PEM)")
    parser.add_argument("--cert", required=True, help="certificate of that key (PEM)")
    parser.add_argument("--ca", help="authority of the server's certificate (PEM), when the WSDL is at https")
    parser.add_argument("--crossroads-cert", help="take only answers that are signed with this certificate (PEM)")
    parser.add_argument("--cbe-number", help="the customer's enterprise number ...")
    parser.add_argument("--sector", type=int, help="... or its sector and institution")
    parser.add_argument("--institution", type=int)
    parser.add_argument("--legal-context", required=True, help="why the customer asks")
    parser.add_argument("--ssin", required=True, help="whom it asks about")
    parser.add_argument("--begin", type=datetime.date.fromisoformat, help="only what touches the days from here on")
    parser.add_argument("--end", type=datetime.date.fromisoformat, help="and up to here")
    parser.add_argument("--begin-quarter", help="ask about contributions, from this quarter on (2019Q1)")
    parser.add_argument("--end-quarter", help="and up to here")
    options = parser.parse_args()
    if not options.cbe_number and (options.sector is None or options.institution is None):
        parser.error("give --cbe-number, or --sector and --institution")
    return options


if __name__ == "__main__":
    sys.exit(main())
