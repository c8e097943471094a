<?php
// A seller's server for License 1.0 in PHP, written from docs/spec/license.md.
// Start it with: php -S 127.0.0.1:8080 license-v1.php

declare(strict_types=1);
ini_set('display_errors', '0');

define('ACCESS_KEY', (string) getenv('ACCESS_KEY'));
define('STORE', getenv('STORE') ?: sys_get_temp_dir() . '/license-v1.json');

class Refusal extends Exception
{
    public function __construct(public readonly string $resultCode, string $message)
    {
        parent::__construct($message);
    }
}

/** saas-v1 section 3 */
function isProven(array $query): bool
{
    $token = $query['authToken'] ?? '';
    $timeStamp = $query['timeStamp'] ?? '';
    if (!preg_match('/^\d{17}$/D', $timeStamp)) {
        return false;
    }
    unset($query['authToken']);
    ksort($query, SORT_STRING);
    $pairs = [];
    foreach ($query as $name => $value) {
        $pairs[] = "$name=$value";
    }
    $hmac = hash_hmac('sha256', implode('&', $pairs), ACCESS_KEY . $timeStamp, true);
    return hash_equals(base64_encode($hmac), $token);
}

function requireValues(array $query, string ...$names): void
{
    foreach ($names as $name) {
        if (($query[$name] ?? '') === '') {
            throw new Refusal('000002', "$name is missing");
        }
    }
}

/** The machine that the license is for, section 1.1. */
function machineOf(array $query): string
{
    $params = json_decode((string) base64_decode($query['saasExtendParams'] ?? ''), true);
    foreach (is_array($params) ? $params : [] as $param) {
        if (($param['name'] ?? '') === 'identificationCode') {
            return (string) $param['value'];
        }
    }
    throw new Refusal('000002', 'identificationCode is missing');
}

function getLicense(array &$store, array $query): array
{
    requireValues($query, 'customerId', 'businessId', 'orderId', 'productId');
    $machine = machineOf($query);
    $order = $query['orderId'];
    if (!isset($store['orders'][$order])) {
        $id = $query['businessId'];
        $store['orders'][$order] = $id;
        $text = hash_hmac('sha256', "$order $machine", 'the key of our licenses');
        $store['licenses'][$id] = ['license' => "PL-$text", 'status' => 'NORMAL'];
    }
    $id = (string) $store['orders'][$order];
    return ['license' => $store['licenses'][$id]['license'], 'instanceId' => $id];
}

/** The license that is to be changed. */
function &findLicense(array &$store, array $query): array
{
    requireValues($query, 'instanceId');
    $id = $query['instanceId'];
    $isRelease = ($query['activity'] ?? '') === 'releaseLicense';
    $status = $store['licenses'][$id]['status'] ?? '';
    if ($status === '' || ($status === 'RELEASED' && !$isRelease)) {
        throw new Refusal('000003', 'there is no such license');
    }
    return $store['licenses'][$id];
}

function refreshLicense(array &$store, array $query): array
{
    requireValues($query, 'orderId', 'expireTime');
    $license = &findLicense($store, $query);
    $license['expireTime'] = $query['expireTime'];
    return [];
}

function releaseLicense(array &$store, array $query): array
{
    $license = &findLicense($store, $query);
    $license['status'] = 'RELEASED';
    return [];
}

const ACTIVITIES = ['getLicense', 'refreshLicense', 'releaseLicense'];

/** Reads the store, lets the activity change it, and writes it. Other requests wait meanwhile. */
function perform(string $activity, array $query): array
{
    $file = fopen(STORE, 'c+');
    flock($file, LOCK_EX);
    try {
        $store = json_decode(stream_get_contents($file), true) ?? ['orders' => [], 'licenses' => []];
        $members = $activity($store, $query);
        ftruncate($file, 0);
        rewind($file);
        fwrite($file, json_encode($store));
        return $members;
    } finally {
        fclose($file);
    }
}

function answer(array $query): array
{
    if (!isProven($query)) {
        throw new Refusal('000001', 'authToken does not fit');
    }
    $activity = $query['activity'] ?? '';
    if (!in_array($activity, ACTIVITIES, true)) {
        throw new Refusal('000002', 'activity is unknown');
    }
    return ['resultCode' => '000000', 'resultMsg' => 'success.'] + perform($activity, $query);
}

try {
    $reply = answer($_GET);
} catch (Refusal $refusal) {
    $reply = ['resultCode' => $refusal->resultCode, 'resultMsg' => $refusal->getMessage()];
} catch (Throwable $error) {
    error_log((string) $error);
    $reply = ['resultCode' => '000005', 'resultMsg' => 'internal error'];
}

$body = json_encode($reply);
$signature = base64_encode(hash_hmac('sha256', $body, ACCESS_KEY, true));
header('Content-Type: application/json');
header("Body-Sign: sign_type=\"HMAC-SHA256\", signature=\"$signature\"");
echo $body;
