<?php
// A seller's server for SaaS V1.0 in PHP, written from docs/spec/saas-v1.md.
// Start it with: php -S 127.0.0.1:8080 saas-v1.php

declare(strict_types=1);
ini_set('display_errors', '0');

define('ACCESS_KEY', (string) getenv('ACCESS_KEY'));
define('STORE', getenv('STORE') ?: sys_get_temp_dir() . '/saas-v1-instances.json');

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
            throw new Refusal('000005', "$name is missing");
        }
    }
}

/** The instance that is asked for, to be changed. */
function &findInstance(array &$store, array $query): array
{
    requireValues($query, 'instanceId');
    $id = $query['instanceId'];
    $isRelease = ($query['activity'] ?? '') === 'releaseInstance';
    $status = $store['instances'][$id]['status'] ?? '';
    if ($status === '' || ($status === 'RELEASED' && !$isRelease)) {
        throw new Refusal('000005', 'there is no such instance');
    }
    return $store['instances'][$id];
}

function newInstance(array &$store, array $query): array
{
    requireValues($query, 'customerId', 'businessId', 'orderId', 'productId');
    $isPayPerUse = ($query['chargingMode'] ?? '') === '0';
    $order = $isPayPerUse ? "{$query['orderId']} {$query['productId']}" : $query['orderId'];
    if (!isset($store['orders'][$order])) {
        $id = $query['businessId'];
        $store['orders'][$order] = $id;
        $store['instances'][$id] = ['status' => 'NORMAL', 'productId' => $query['productId']];
    }
    $id = (string) $store['orders'][$order];
    return ['instanceId' => $id, 'appInfo' => appInfo($id)];
}

function appInfo(string $id): array
{
    return [
        'frontEndUrl' => 'https://app.example.com/' . rawurlencode($id),
        'memo' => '管理员账号已通过短信发送',
    ];
}

function refreshInstance(array &$store, array $query): array
{
    requireValues($query, 'orderId', 'expireTime');
    $instance = &findInstance($store, $query);
    $instance['expireTime'] = $query['expireTime'];
    $instance['status'] = 'NORMAL';
    return [];
}

function expireInstance(array &$store, array $query): array
{
    $instance = &findInstance($store, $query);
    $instance['status'] = 'FREEZE';
    return [];
}

function releaseInstance(array &$store, array $query): array
{
    $instance = &findInstance($store, $query);
    $instance['status'] = 'RELEASED';
    return [];
}

function upgrade(array &$store, array $query): array
{
    requireValues($query, 'orderId', 'skuCode', 'productId');
    $instance = &findInstance($store, $query);
    $instance['skuCode'] = $query['skuCode'];
    $instance['productId'] = $query['productId'];
    $instance['amount'] = $query['amount'] ?? null;
    return [];
}

function instanceStatus(array &$store, array $query): array
{
    if (!in_array($query['instanceStatus'] ?? '', ['FREEZE', 'NORMAL'], true)) {
        throw new Refusal('000005', 'instanceStatus is unknown');
    }
    $instance = &findInstance($store, $query);
    $instance['status'] = $query['instanceStatus'];
    return [];
}

function queryInstance(array &$store, array $query): array
{
    requireValues($query, 'instanceId');
    $info = [];
    foreach (explode(',', $query['instanceId']) as $id) {
        findInstance($store, ['instanceId' => $id]);
        $info[] = ['instanceId' => $id, 'appInfo' => appInfo($id)];
    }
    return ['info' => $info];
}

const ACTIVITIES = [
    'newInstance', 'refreshInstance', 'expireInstance', 'releaseInstance', 'upgrade', 'instanceStatus', 'queryInstance',
];

/** Reads the store, lets the activity change it, and writes it. Other requests wait meanwhile. */
function perform(string $activity, array $query): array
{
    $file = fopen(STORE, 'c+');
    flock($file, LOCK_EX);
    try {
        $store = json_decode(stream_get_contents($file), true) ?? ['orders' => [], 'instances' => []];
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
        throw new Refusal('000005', 'activity is unknown');
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
