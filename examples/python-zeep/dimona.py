#!/usr/bin/python3
"""Asks DimonaService v1 with zeep, knowing nothing but the address of the WSDL, a key and a certificate: the periods of a worker or of
an employer, or declares that somebody starts to work. Prints the answer as JSON. Ends with 0 for an answer, 2 for a fault.

Needs the Debian packages python3-zeep and python3-xmlsec, or `pip install zeep[xmlsec]`.
"""

import argparse
import sys
import uuid

import requests
from zeep import Client, Settings, Transport
from zeep.exceptions import Fault

from consult_career import SignedMessages, show


def main():
    options = parse_arguments()
    try:
        return ask(options)
    except requests.exceptions.RequestException as failure:
        sys.exit(f"{options.wsdl} cannot be reached: {failure}")


def ask(options):
    client = Client(
        options.wsdl,
        wsse=SignedMessages(options.key, options.cert, options.crossroads_cert),
        settings=Settings(strict=True),
        transport=Transport(timeout=30, operation_timeout=30),
    )
    head = {
        "informationCustomer": {
            "ticket": str(uuid.uuid4()),
            "customerIdentification": {"cbeNumber": options.cbe_number},
        },
        "legalContext": options.legal_context,
    }
    try:
        answer = declare(client, head, options) if options.hire else consult_periods(client, head, options)
    except Fault as fault:
        detail = client.wsdl.types.deserialize(fault.detail[0]) if fault.detail is not None and len(fault.detail) else None
        show(detail or {"faultcode": fault.code, "faultstring": fault.message})
        return 2
    show(answer)
    return 0


def consult_periods(client, head, options):
    criteria = {"period": {"beginDate": options.begin}, "cancellationIndicator": "1"}
    if options.end:
        criteria["period"]["endDate"] = options.end
    if options.ssin:
        criteria["ssin"] = options.ssin
    if options.nsso:
        criteria["employer"] = {"nossRegistrationNbr": options.nsso}
    return client.service.consultPeriods(**head, criteria=criteria)


def declare(client, head, options):
    """An IN of an ordinary worker; the key lets it be sent again when the answer is lost."""
    dimona_in = {
        "employer": {"nossRegistrationNbr": options.nsso},
        "naturalPerson": {"ssin": options.ssin},
        "startingDate": options.begin,
        "dimonaFeatures": {"jointCommissionNbr": "XXX", "workerType": "OTH"},
    }
    if options.end:
        dimona_in["endingDate"] = options.end
    return client.service.declare(**head, idempotencyKey=str(uuid.uuid4()), declaration={"dimonaIn": dimona_in})


def parse_arguments():
    parser = argparse.ArgumentParser(description="Asks DimonaService for periods, or declares that somebody starts to work.")
    parser.add_argument("--wsdl", required=True, help="http://127.0.0.1:8080/DimonaService/v1?wsdl")
    parser.add_argument("--key", required=True, help="private key of the customer (PEM)")
    parser.add_argument("--cert", required=True, help="certificate of that key (PEM)")
    parser.add_argument("--crossroads-cert", help="take only answers that are signed with this certificate (PEM)")
    parser.add_argument("--cbe-number", required=True, help="enterprise number of the customer")
    parser.add_argument("--legal-context", required=True, help="for which the customer asks")
    parser.add_argument("--ssin", help="the worker")
    parser.add_argument("--nsso", help="the employer by its number at the RSZ/ONSS")
    parser.add_argument("--begin", required=True, help="first day: of the days asked about, or of the work")
    parser.add_argument("--end", help="last day")
    parser.add_argument("--hire", action="store_true", help="declare that the worker starts to work for the employer")
    options = parser.parse_args()
    if not options.ssin and not options.nsso:
        parser.error("name a worker or an employer")
    if options.hire and not (options.ssin and options.nsso):
        parser.error("to hire, name a worker and an employer")
    return options


if __name__ == "__main__":
    sys.exit(main())
