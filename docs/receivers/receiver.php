<?php
// A receiver in PHP: php -S 127.0.0.1:4010 receiver.php (PHP 8). SECRET is the shop's COMMISSION_SECRET.
$key = base64_decode(substr(getenv('SECRET'), strlen('whsec_')));
$store = new PDO('sqlite:' . (getenv('STORE') ?: sys_get_temp_dir() . '/receiver.sqlite'));
$store->exec('create table if not exists taken (id text primary key, body text not null)');

function answer(int $status, array $json): never {
    http_response_code($status);
    header('content-type: application/json');
    exit(json_encode($json));
}

$body = file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$time = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$ours = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
$signed = false;
foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $theirs) $signed = $signed || hash_equals($ours, $theirs);
if (!$signed || !ctype_digit($time) || abs(time() - (int) $time) > 300) answer(401, ['code' => 'bad_signature']);

$post = $_SERVER['REQUEST_METHOD'] === 'POST';
if ($post) $id = json_decode($body, true)['id'];
else $id = urldecode(basename(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)));
$new = false;
if ($post) { // Book it in the same transaction as the id.
    $insert = $store->prepare('insert into taken (id, body) values (?, ?) on conflict do nothing');
    $insert->execute([$id, $body]);
    $new = $insert->rowCount() === 1;
}
$found = $store->prepare('select body from taken where id = ?');
$found->execute([$id]);
$before = $found->fetchColumn();
if ($before === false) answer(404, ['code' => 'unknown_message']);
if ($post && $before !== $body) answer(409, ['code' => 'other_content']);
answer($new ? 201 : 200, ['id' => $id, 'reference' => $id] + ($new ? [] : ['duplicate' => true]));
