#!/usr/bin/python3
"""Asks the crossroads whether the way to it works, knowing nothing but the address of the WSDL, a key and a certificate.
Prints the answer as JSON: the text that was sent, and whose certificate was seen. Ends with 0 for an answer, 2 for a fault.

Needs the Debian packages python3-zeep and python3-xmlsec, or `pip install zeep[xmlsec]`.
"""

import argparse
import sys

import requests
from zeep import Client, Settings, Transport
from zeep.exceptions import Fault

from consult_career import SignedMessages, show


def main():
    parser = argparse.ArgumentParser(description="Tests the way to the crossroads.")
    parser.add_argument("--wsdl", required=True, help="http://127.0.0.1:8080/TestConnectionService/v1?wsdl")
    parser.add_argument("--key", required=True, help="private key of the customer (PEM)")
    parser.add_argument("--cert", required=True, help="certificate of that key (PEM)")
    parser.add_argument("--crossroads-cert", help="take only an answer that is signed with this certificate (PEM)")
    parser.add_argument("--echo", default="Is anybody there?", help="what is to come back")
    options = parser.parse_args()
    try:
        return send(options)
    except requests.exceptions.RequestException as failure:
        sys.exit(f"{options.wsdl} cannot be reached: {failure}")


def send(options):
    client = Client(
        options.wsdl,
        wsse=SignedMessages(options.key, options.cert, options.crossroads_cert),
        settings=Settings(strict=True),
        transport=Transport(timeout=30, operation_timeout=30),
    )
    try:
        show(client.service.sendTestMessage(echo=options.echo))
    except Fault as fault:
        show({"faultcode": fault.code, "faultstring": fault.message})
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
