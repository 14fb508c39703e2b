#!/usr/bin/php
<?php
// Consults the career of a self-employed person with PHP's own SoapClient: over HTTPS, with a user name and a password.
// Prints the answer as JSON. Ends with 0 for an answer, 2 for a fault, 1 when the service cannot be reached.
//
//     consult_career.php --wsdl https://127.0.0.1:8443/SelfEmployedService/v2/consult?wsdl --network var/demo/network.json \
//         --customer family-allowance-fund --ssin 62010200116 [--begin 2015-01-01 [--end 2020-12-31]]
//
// network.json has the customer's user name, password, enterprise number and legal context, and the authority of the
// server's certificate. Needs the Debian packages php-cli and php-soap.

declare(strict_types=1);

exit(main(getopt('', ['wsdl:', 'network:', 'customer:', 'ssin:', 'begin:', 'end:'])));

function main(array $options): int
{
    foreach (['wsdl', 'network', 'customer', 'ssin'] as $name) {
        if (!is_string($options[$name] ?? null)) {
            fwrite(STDERR, "--$name is missing; the first lines of this file say what it takes\n");
            return 1;
        }
    }
    $network = json_decode(file_get_contents($options['network']), flags: JSON_THROW_ON_ERROR);
    $customer = customerNamed($network, $options['customer']);
    try {
        $client = clientFor($customer, dirname($options['network']) . '/' . $network->ca, $options['wsdl']);
        show($client->consultCareer(question($customer, $options)));
        return 0;
    } catch (SoapFault $fault) {
        // What SoapClient itself stumbled over (no connection, no WSDL, no XML) has no detail.
        $detail = $fault->detail->consultCareerFault ?? null;
        if ($detail === null) {
            fwrite(STDERR, "{$fault->faultcode}: {$fault->faultstring}\n");
            return 1;
        }
        show($detail);
        return 2;
    }
}

function clientFor(object $customer, string $authority, string $wsdl): SoapClient
{
    return new SoapClient($wsdl, [
        'login' => $customer->username,
        'password' => $customer->password,
        // For the WSDL and for the calls: only a server that this authority vouches for gets to see the password.
        'stream_context' => stream_context_create(['ssl' => ['cafile' => $authority]]),
        'cache_wsdl' => WSDL_CACHE_NONE,
        // A list of one is a list too.
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    ]);
}

function question(object $customer, array $options): array
{
    $period = array_filter(['beginDate' => $options['begin'] ?? null, 'endDate' => $options['end'] ?? null]);
    return [
        'informationCustomer' => [
            'ticket' => bin2hex(random_bytes(16)),
            'timestampSent' => gmdate('Y-m-d\TH:i:s\Z'),
            'customerIdentification' => ['cbeNumber' => $customer->cbeNumber],
        ],
        'legalContext' => $customer->legalContexts[0],
        'criteria' => ['ssin' => $options['ssin']] + ($period === [] ? [] : ['period' => $period]),
    ];
}

function customerNamed(object $network, string $name): object
{
    foreach ($network->customers as $customer) {
        if ($customer->name === $name && isset($customer->password)) {
            return $customer;
        }
    }
    fwrite(STDERR, "there is no customer $name with a password\n");
    exit(1);
}

function show(mixed $value): void
{
    echo json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR), "\n";
}
