<?php

// A seller's server for SaaS access protocol V1.0 in plain PHP 8, with the extensions that every PHP has and openssl.
// Start it with `php -S 127.0.0.1:8093 seller.php`; behind another web server let every address lead to this file.

declare(strict_types=1);

$accessKey = (string) getenv('ACCESS_KEY');
// The size that was chosen when the product was published.
$keyBits = (int) (getenv('KEY_BITS') ?: 256);
if ($accessKey === '' || !in_array($keyBits, [128, 256], true)) {
    error_log('Set ACCESS_KEY to the key of the marketplace, and KEY_BITS to 128 or 256 (the default).');
    http_response_code(500);
    exit();
}

/** Ends a request with a result code and a message. */
final class Refused extends Exception
{
    public function __construct(public readonly string $resultCode, string $message)
    {
        parent::__construct($message);
    }
}

// --- The account fields: AES/CBC/PKCS5Padding behind sixteen characters of IV in clear.

/**
 * The key that Java's KeyGenerator makes from SecureRandom("SHA1PRNG") seeded with the access key. Byte 0 is the least
 * significant one and both terms are signed: with an unsigned addition 128 bits would still be right, and 256 bits wrong.
 */
function fieldKey(string $accessKey, int $bits): string
{
    $signed = fn (string $byte): int => (ord($byte) ^ 0x80) - 0x80;
    $state = sha1($accessKey, true);
    $key = '';
    while (strlen($key) < $bits / 8) {
        $output = sha1($state, true);
        $key .= $output;
        $carry = 1;
        for ($at = 0; $at < 20; $at++) {
            $total = $signed($state[$at]) + $signed($output[$at]) + $carry;
            $state[$at] = chr($total & 0xff);
            $carry = $total >> 8;
        }
    }
    return substr($key, 0, intdiv($bits, 8));
}

function sealField(string $text): string
{
    global $accessKey, $keyBits;
    $iv = bin2hex(random_bytes(8));
    return $iv . openssl_encrypt($text, "aes-$keyBits-cbc", fieldKey($accessKey, $keyBits), 0, $iv);
}

/** The text, or null for what this key does not open: such a field counts as not sent. */
function openField(string $value): ?string
{
    global $accessKey, $keyBits;
    if (strlen($value) < 16) {
        return null;
    }
    $iv = substr($value, 0, 16);
    $text = openssl_decrypt(substr($value, 16), "aes-$keyBits-cbc", fieldKey($accessKey, $keyBits), 0, $iv);
    return $text === false || preg_match('//u', $text) !== 1 ? null : $text;
}

// --- What was sold, in one file. Its lock is held for the whole of a request, so that a repeat waits for the first.

/** Answers what `$work` answers, and keeps what it made of the store; what throws leaves the store as it was. */
function withStore(callable $work): array
{
    $path = getenv('STORE') ?: 'instances.json';
    $lock = fopen("$path.lock", 'c');
    flock($lock, LOCK_EX);
    $before = is_file($path) ? file_get_contents($path) : '{"instances":[],"bought":[],"upgrades":[]}';
    // A file that cannot be read is not taken for an empty one: whatever was sold would be sold again.
    $store = json_decode($before, true, flags: JSON_THROW_ON_ERROR);
    $reply = $work($store);
    $after = json_encode($store, JSON_THROW_ON_ERROR);
    if ($after !== $before) {
        // Renamed into place: whoever is interrupted here leaves the old file or the new one, never half of one.
        if (file_put_contents("$path.new", $after) !== strlen($after) || !rename("$path.new", $path)) {
            throw new RuntimeException('The store cannot be written.');
        }
    }
    return $reply;
}

// --- The activities.

function succeeded(array $members = []): array
{
    return ['resultCode' => '000000', 'resultMsg' => 'success.'] + $members;
}

/**
 * Asked again when our answer was lost, and each time a buyer looks at the details: the same instance answers. The order
 * tells repeats apart, never businessId, which is new in each call. An order of pay-per-use may hold several products,
 * each with an instance of its own.
 */
function newInstance(array $asked, array &$store): array
{
    global $keyBits;
    $isPayPerUse = ($asked['chargingMode'] ?? '') === '0';
    $bought = json_encode($isPayPerUse ? [$asked['orderId'], $asked['productId']] : [$asked['orderId']]);
    if (!isset($store['bought'][$bought])) {
        $email = openField($asked['email'] ?? '');
        $store['bought'][$bought] = $asked['businessId'];
        $store['instances'][$asked['businessId']] = [
            'state' => 'open',
            'userName' => $email !== null && strlen($email) < 80 ? $email : '管理员',
            'password' => bin2hex(random_bytes(8)),
            'expireTime' => $asked['expireTime'] ?? null,
        ];
    }
    $instanceId = $store['bought'][$bought];
    return succeeded([
        'encryptType' => $keyBits === 256 ? '1' : '2',
        'instanceId' => $instanceId,
        'appInfo' => appInfo($instanceId, $store['instances'][$instanceId]),
    ]);
}

function appInfo(string $instanceId, array $instance): array
{
    $url = 'https://app.example.com/' . rawurlencode($instanceId);
    return [
        'frontEndUrl' => $url,
        'adminUrl' => "$url/admin",
        'userName' => sealField($instance['userName']),
        'password' => sealField($instance['password']),
        'memo' => '首次登录后请修改初始密码。',
    ];
}

function find(array $asked, array $store, string $instanceId): ?array
{
    // The debugging console invents instances: with testFlag 1 any of them will do.
    $invented = ['state' => 'open', 'userName' => 'admin', 'password' => 'for-tests'];
    return $store['instances'][$instanceId] ?? (($asked['testFlag'] ?? '') === '1' ? $invented : null);
}

function change(array $asked, array &$store, array $values): array
{
    $instanceId = $asked['instanceId'];
    $instance = find($asked, $store, $instanceId);
    if ($instance === null || $instance['state'] === 'released') {
        throw new Refused('000003', 'This instance does not exist here.');
    }
    if (isset($store['instances'][$instanceId])) {
        $store['instances'][$instanceId] = $values + $instance;
    }
    return succeeded();
}

/** A release that comes again has nothing left to do, and succeeds. */
function releaseInstance(array $asked, array &$store): array
{
    $isReleased = (find($asked, $store, $asked['instanceId'])['state'] ?? '') === 'released';
    return $isReleased ? succeeded() : change($asked, $store, ['state' => 'released']);
}

/** The same order comes again when our answer was lost: it upgrades once. */
function upgrade(array $asked, array &$store): array
{
    $reply = change($asked, $store, []);
    if (!isset($store['upgrades'][$asked['orderId']])) {
        // Here the instance gets its new specification: skuCode, amount, diskSize, bandWidth.
        $store['upgrades'][$asked['orderId']] = $asked['instanceId'];
    }
    return $reply;
}

function queryInstance(array $asked, array &$store): array
{
    global $keyBits;
    $info = [];
    foreach (explode(',', $asked['instanceId']) as $instanceId) {
        $instance = find($asked, $store, $instanceId);
        if ($instance !== null && $instance['state'] !== 'released') {
            // What a pay-per-use instance has used so far; a real seller counts.
            $usage = ['usageValue' => 0, 'statisticalTime' => gmdate('YmdHis') . '000'];
            $info[] = [
                'instanceId' => $instanceId,
                'appInfo' => appInfo($instanceId, $instance),
                'usageInfo' => [$usage],
            ];
        }
    }
    if ($info === []) {
        throw new Refused('000003', 'None of these instances exists here.');
    }
    return succeeded(['encryptType' => $keyBits === 256 ? '1' : '2', 'info' => $info]);
}

// --- What each activity demands. skuCode is left out of real debugging calls, and orderId of some expiries.

function limits(): array
{
    $text = fn (int $most) => fn (string $value): bool => iconv_strlen($value, 'UTF-8') <= $most;
    $fits = fn (string $pattern) => fn (string $value): bool => preg_match("/^(?:$pattern)\$/D", $value) === 1;
    $short = array_fill_keys(['orderId', 'businessId', 'productId', 'skuCode', 'userId', 'userName'], $text(64));
    $counts = array_fill_keys(['amount', 'diskSize', 'bandWidth'], $fits('\d{1,7}'));
    $flags = array_fill_keys(['testFlag', 'trialFlag', 'trialToFormal'], $fits('[01]'));
    return $short + $counts + $flags + [
        'customerId' => $text(100),
        'customerName' => $text(64),
        'instanceId' => $text(64),
        'instanceStatus' => $fits('FREEZE|NORMAL'),
        'chargingMode' => $fits('[0135]'),
        'expireTime' => isTime(...),
        'periodType' => $fits('year|month|day'),
        'periodNumber' => $fits('\d{1,2}'),
        'orderAmount' => fn (string $value): bool => strlen($value) <= 20 && $fits('-?\d+(\.\d{1,3})?')($value),
        'saasExtendParams' => fn (string $value): bool => strlen($value) <= 2048
            && is_array(json_decode((string) base64_decode($value, true), true)),
    ];
}

function isTime(string $value): bool
{
    $time = DateTimeImmutable::createFromFormat('!YmdHis', substr($value, 0, 14));
    return $time !== false && $time->format('YmdHis') === substr($value, 0, 14) && preg_match('/^\d{14}(\d{3})?$/D', $value) === 1;
}

function isIdList(string $value): bool
{
    $ids = explode(',', $value);
    $isId = fn (string $id): bool => $id !== '' && iconv_strlen($id, 'UTF-8') <= 64;
    return count($ids) <= 100 && array_filter($ids, $isId) === $ids;
}

function activities(): array
{
    return [
        'newInstance' => [newInstance(...), ['customerId', 'businessId', 'orderId', 'productId']],
        // A renewal, a trial that becomes formal, or a renewal taken back: the new end is what counts, and it wakes.
        'refreshInstance' => [
            fn ($asked, &$store) => change($asked, $store, ['expireTime' => $asked['expireTime'], 'state' => 'open']),
            ['orderId', 'instanceId', 'expireTime'],
        ],
        // Nobody may use it now; its data stay until the release.
        'expireInstance' => [fn ($asked, &$store) => change($asked, $store, ['state' => 'frozen']), ['instanceId']],
        'releaseInstance' => [releaseInstance(...), ['instanceId']],
        'upgrade' => [upgrade(...), ['instanceId', 'orderId', 'skuCode', 'productId']],
        'instanceStatus' => [
            fn ($asked, &$store) => change($asked, $store, [
                'state' => $asked['instanceStatus'] === 'FREEZE' ? 'frozen' : 'open',
            ]),
            ['instanceId', 'instanceStatus'],
        ],
        'queryInstance' => [queryInstance(...), ['instanceId']],
    ];
}

// --- Both proofs, and the answer.

/** Not $_GET, which renames parameters and keeps the last of several values where the first counts. */
function received(string $query): array
{
    $received = [];
    foreach (array_filter(explode('&', $query), 'strlen') as $pair) {
        [$name, $value] = array_map('urldecode', explode('=', $pair, 2) + [1 => '']);
        $received += [$name => $value];
    }
    return $received;
}

/** Over all parameters that came, known or not. */
function isProven(array $received, string $accessKey): bool
{
    $signed = array_diff_key($received, ['authToken' => '']);
    ksort($signed, SORT_STRING);
    $pairs = [];
    foreach ($signed as $name => $value) {
        $pairs[] = "$name=$value";
    }
    $timeStamp = $received['timeStamp'] ?? '';
    $expected = base64_encode(hash_hmac('sha256', implode('&', $pairs), $accessKey . $timeStamp, true));
    return $timeStamp !== '' && hash_equals($expected, $received['authToken'] ?? '');
}

function answer(string $query, string $accessKey): array
{
    $received = received($query);
    if (!isProven($received, $accessKey)) {
        throw new Refused('000001', 'The authToken is missing or wrong.');
    }
    if (preg_match('//u', implode('', $received)) !== 1) {
        throw new Refused('000002', 'The parameters are not UTF-8.');
    }
    // A parameter without a value is one that was not sent.
    $asked = array_filter($received, fn (string $value): bool => $value !== '');
    [$run, $mandatory] = activities()[$asked['activity'] ?? ''] ?? throw new Refused('000002', 'There is no such activity here.');
    foreach ($mandatory as $name) {
        isset($asked[$name]) || throw new Refused('000002', "The parameter $name is missing.");
    }
    $limits = limits();
    if ($asked['activity'] === 'queryInstance') {
        $limits['instanceId'] = isIdList(...);
    }
    foreach (array_intersect_key($asked, $limits) as $name => $value) {
        $limits[$name]($value) || throw new Refused('000002', "The parameter $name is not valid.");
    }
    return withStore(function (array &$store) use ($run, $asked): array {
        return $run($asked, $store);
    });
}

try {
    $reply = answer($_SERVER['QUERY_STRING'] ?? '', $accessKey);
} catch (Refused $refused) {
    $reply = ['resultCode' => $refused->resultCode, 'resultMsg' => $refused->getMessage()];
} catch (Throwable $broken) {
    error_log((string) $broken);
    $reply = ['resultCode' => '000005', 'resultMsg' => 'Something broke here.'];
}
// Signed are the bytes that are sent, refusals too: json_encode writes `\/` and `\uXXXX`, which is right as it is.
$body = json_encode($reply);
$signature = base64_encode(hash_hmac('sha256', $body, $accessKey, true));
header('Content-Type: application/json');
header('Content-Length: ' . strlen($body));
header("Body-Sign: sign_type=\"HMAC-SHA256\", signature=\"$signature\"");
echo $body;
