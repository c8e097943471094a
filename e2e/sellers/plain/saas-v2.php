<?php
// A seller's server for SaaS V2.0 in PHP, written from docs/spec/saas-v2.md.
// Start it with: php -S 127.0.0.1:8080 saas-v2.php

declare(strict_types=1);
ini_set('display_errors', '0');

define('ACCESS_KEY', (string) getenv('ACCESS_KEY'));
define('STORE', getenv('STORE') ?: sys_get_temp_dir() . '/saas-v2-instances.json');

/** saas-v2 2.2 */
function isProven(array $query, string $body): bool
{
    $timestamp = $query['timestamp'] ?? '';
    $nonce = $query['nonce'] ?? '';
    if (!preg_match('/^\d{13}$/D', $timestamp) || $nonce === '') {
        return false;
    }
    if (abs(microtime(true) * 1000 - (int) $timestamp) > 60000) {
        return false;
    }
    $bodyHash = hash_hmac('sha256', $body, ACCESS_KEY);
    $expected = hash_hmac('sha256', ACCESS_KEY . $nonce . $timestamp . $bodyHash, ACCESS_KEY);
    return hash_equals($expected, strtolower($query['signature'] ?? ''));
}

function reply(string $code, string $message = 'success.', array $members = []): array
{
    return ['resultCode' => $code, 'resultMsg' => $message] + $members;
}

const FIELDS = [
    'newInstance' => ['orderId', 'orderLineId', 'businessId'],
    'queryInstance' => ['instanceId'],
    'refreshInstance' => ['scene', 'orderId', 'orderLineId', 'instanceId', 'expireTime'],
    'updateInstanceStatus' => ['instanceId', 'status'],
    'releaseInstance' => ['instanceId'],
    'upgradeInstance' => ['instanceId', 'orderId', 'orderLineId'],
    'changeInstanceCheck' => ['instanceId', 'productInfo'],
];

function perform(array $request, array &$store): array
{
    $activity = $request['activity'] ?? '';
    if (!isset(FIELDS[$activity])) {
        return reply('000002', 'activity is unknown');
    }
    foreach (FIELDS[$activity] as $field) {
        if (empty($request[$field])) {
            return reply('000002', "$field is missing");
        }
    }
    if ($activity === 'newInstance') {
        $line = "{$request['orderId']} {$request['orderLineId']}";
        $id = $store['lines'][$line] ??= bin2hex(random_bytes(16));
        $store['instances'][$id] ??= ['status' => 'UNFREEZE'];
        return reply('000000', members: ['instanceId' => $id]);
    }
    $ids = explode(',', $request['instanceId']);
    if (count($ids) > 100) {
        return reply('000002', 'more than 100 instances');
    }
    foreach ($ids as $id) {
        $status = $store['instances'][$id]['status'] ?? '';
        if ($status === '' || ($status === 'RELEASED' && $activity !== 'releaseInstance')) {
            return reply('000003', 'there is no such instance');
        }
    }
    $instance = &$store['instances'][$request['instanceId']];
    switch ($activity) {
        case 'queryInstance':
            return reply('000000', members: ['info' => array_map('describe', $ids)]);
        case 'refreshInstance':
            if (!preg_match('/^\d{14}(\d{3})?$/D', $request['expireTime'])) {
                return reply('000002', 'expireTime is no time');
            }
            $instance['expireTime'] = $request['expireTime'];
            break;
        case 'updateInstanceStatus':
            if (!in_array($request['status'], ['FREEZE', 'UNFREEZE'], true)) {
                return reply('000002', 'status is unknown');
            }
            $instance['status'] = $request['status'];
            break;
        case 'releaseInstance':
            $instance['status'] = 'RELEASED';
            break;
        case 'upgradeInstance':
            $instance['upgrades'][$request['orderId']] = $request['orderLineId'];
            break;
        case 'changeInstanceCheck':
            foreach (['productId', 'skuCode', 'productName'] as $field) {
                if (empty($request['productInfo'][$field])) {
                    return reply('000002', "productInfo.$field is missing");
                }
            }
            break;
    }
    return reply('000000');
}

function describe(string $id): array
{
    return ['instanceId' => $id, 'appInfo' => ['frontEndUrl' => "https://app.example.com/$id"]];
}

function answer(array $query, string $body): array
{
    if (!isProven($query, $body)) {
        return reply('000001', 'the request is not signed with our key');
    }
    $request = json_decode($body, true);
    if (!is_array($request)) {
        return reply('000002', 'the body is no JSON object');
    }
    $file = fopen(STORE, 'c+');
    flock($file, LOCK_EX);
    $store = json_decode(stream_get_contents($file), true) ?? ['lines' => [], 'instances' => []];
    $reply = perform($request, $store);
    if ($reply['resultCode'] === '000000') {
        ftruncate($file, 0);
        rewind($file);
        fwrite($file, json_encode($store));
    }
    fclose($file);
    return $reply;
}

try {
    $reply = answer($_GET, file_get_contents('php://input'));
} catch (Throwable $error) {
    error_log((string) $error);
    $reply = reply('000005', 'internal error');
}
header('Content-Type: application/json');
echo json_encode($reply);
