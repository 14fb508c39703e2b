#!/usr/bin/python3
"""Asks with zeep whether a user who is not signed in may see the data of an employer, knowing nothing but the address of the
WSDL, a key and a certificate. Prints the answer as JSON. Ends with 0 for access, 1 for none, 2 for a fault,
3 where there is no answer.

Needs the Debian packages python3-zeep and python3-xmlsec, or `pip install zeep[xmlsec]`.
"""

import argparse
import sys

import requests
from zeep import Client, Settings, Transport
from zeep.exceptions import Fault

from consult_career import SignedMessages, show


def main():
    options = parse_arguments()
    try:
        return check(options)
    except requests.exceptions.RequestException as failure:
        print(f"{options.wsdl} cannot be reached: {failure}", file=sys.stderr)
        return 3


def check(options):
    client = Client(
        options.wsdl,
        wsse=SignedMessages(options.key, options.cert, options.crossroads_cert),
        settings=Settings(strict=True),
        transport=Transport(timeout=30, operation_timeout=30),
    )
    criteria = {"ObjectCriteria": [{"Object": code, "ObjectType": "APPLICATION"} for code in options.application]}
    if options.quarter:
        criteria["Quarter"] = options.quarter
    try:
        answer = client.service.checkUnauthenticatedUserAccess(
            User={"TechnicalID": options.technical_id},
            Entity=entity(options),
            AccessCriteria=criteria,
            IncludeBasis=True,
            Reference=options.reference,
        )
    except Fault as fault:
        show(typed_detail(client, fault) or {"faultcode": fault.code, "faultstring": fault.message})
        return 2
    # Typed: answer.Access is a bool, answer.timestamp a datetime.
    show(answer)
    return 0 if answer.Access else 1


def entity(options):
    """One number, or an employer's number with the enterprise number beside it."""
    numbers = {
        "NOSSRegistrationNbr": options.nsso,
        "ProvisionalNSSONbr": options.provisional,
        "NOSSLPARegistrationNbr": options.ppl,
        "CompanyID": options.company,
        "INSS": options.inss,
    }
    return {name: number for name, number in numbers.items() if number}


def typed_detail(client, fault):
    """The SystemError or BusinessError in the detail, as its type in the WSDL has it."""
    if fault.detail is None or len(fault.detail) == 0:
        return None
    return client.wsdl.types.deserialize(fault.detail[0])


def parse_arguments():
    parser = argparse.ArgumentParser(description="Asks whether a user may see the data of an employer.")
    parser.add_argument("--wsdl", required=True, help="http://127.0.0.1:8080/EmployerMandateConsultationService/v2?wsdl")
    parser.add_argument("--key", required=True, help="private key of the customer (PEM)")
    parser.add_argument("--cert", required=True, help="certificate of that key (PEM)")
    parser.add_argument("--crossroads-cert", help="take only answers that are signed with this certificate (PEM)")
    parser.add_argument("--technical-id", required=True, help="whom it is about, as User Management knows the user")
    parser.add_argument("--nsso", help="the entity by its number at the RSZ/ONSS,")
    parser.add_argument("--provisional", help="by a provisional one,")
    parser.add_argument("--ppl", help="by that of a local administration,")
    parser.add_argument("--company", help="by its enterprise number, alone or beside one of those,")
    parser.add_argument("--inss", help="or by the number of a person")
    parser.add_argument("--application", action="append", required=True, help="what the user wants to use; may be repeated")
    parser.add_argument("--quarter", help="for this quarter (20261); the present one when left out")
    parser.add_argument("--reference", help="your own mark of the question")
    options = parser.parse_args()
    if not entity(options):
        parser.error("name the entity by at least one number")
    return options


if __name__ == "__main__":
    sys.exit(main())
