import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.net.*;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;
import javax.crypto.*;
import javax.crypto.spec.*;

/** Verifies every test vector of a folder, the current one unless told. It shares nothing with Loggia and needs only Java 17: java Check.java [folder] */
public class Check {
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args.length > 0 ? args[0] : System.getProperty("user.dir"));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) { files = all.filter(p -> p.toString().endsWith(".json")).sorted().toList(); }
        int passed = 0, failed = 0;
        for (Path path : files) {
            String name = path.getFileName().toString().replace(".json", "");
            Map<String, Boolean> results = check(name, object(new Json(Files.readString(path)).read()));
            for (var one : results.entrySet()) {
                if (one.getValue()) passed++; else { failed++; System.out.println("FAIL  " + name + "  " + one.getKey()); }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed > 0 || passed == 0 ? 1 : 0);
    }

    interface Test { boolean of(Map<String, Object> c) throws Exception; }

    static Map<String, Boolean> check(String name, Map<String, Object> file) throws Exception {
        return switch (name) {
            case "aes-fields" -> aesFields(file);
            case "ak-sk", "license-ak-sk" -> each(file, "cases", Check::akSk);
            case "body-sign", "license-v1-body-sign", "kit-v1-body-sign" -> each(file, "cases", c -> base64(key(c), text(c, "body")).equals(c.get("signature")) && utf8(text(c, "body")).length == number(c, "bytes"));
            case "body-sign-verification" -> each(file, "cases", c -> fits(judgeHeaders(c), c));
            case "encoders" -> each(file, "cases", Check::encoder);
            case "saas-v2-request-signature", "order-notification-signature", "license-request-signature" -> each(file, "cases", Check::signature);
            case "saas-v2-request-verification", "order-notification-verification", "license-request-verification" -> each(file, "cases", c -> fits(judgeV2(c), c));
            case "saas-v1-auth-token", "license-v1-auth-token" -> each(file, "cases", c -> pairs(lists(c.get("parameters"))).equals(c.get("pairs"))
                && base64(key(c) + c.get("timeStamp"), text(c, "pairs")).equals(c.get("authToken")));
            case "saas-v1-request-verification" -> each(file, "cases", c -> {
                List<List<String>> members = parameters(text(c, "query"));
                return fits(judgeToken(key(c), first(members, "authToken").replace(' ', '+'), members), c);
            });
            case "kit-client-secret" -> clientSecrets(file);
            case "kit-v2-request-signature" -> each(file, "cases", c -> utf8(text(c, "body")).length == number(c, "bytes")
                && hex(mac(key(c), key(c) + c.get("nonce") + c.get("timestamp") + c.get("body"))).equals(c.get("signature")));
            case "kit-v2-request-verification" -> each(file, "cases", c -> fits(judgeKit(c), c));
            case "saas-v1-body-token", "kit-v1-body-token" -> each(file, "cases", c -> fits(judgeBody(c), c));
            case "saas-v1-extend-params" -> extendParams(file);
            default -> Map.of("no check for this file", false);
        };
    }

    static Map<String, Boolean> each(Map<String, Object> file, String member, Test test) throws Exception {
        Map<String, Boolean> results = new LinkedHashMap<>();
        for (Object one : (List<?>) file.get(member)) {
            Map<String, Object> c = object(one);
            String id = c.containsKey("id") ? text(c, "id") : member + " of " + key(c);
            if (results.put(id, test.of(c)) != null) throw new IllegalStateException("Two of " + id);
        }
        return results;
    }

    /** A verdict is "ok", "ok raw", "ok sorted" or the code of a refusal. */
    static boolean fits(String verdict, Map<String, Object> c) {
        Map<String, Object> due = object(c.get("expect"));
        String over = due.containsKey("over") ? " " + due.get("over") : "";
        return verdict.equals(Boolean.TRUE.equals(due.get("ok")) ? "ok" + over : object(due.get("reason")).get("code"));
    }

    // AES fields: the key comes from Java's own generator, and the generator's steps are done once more by hand.
    static byte[] aesKey(String accessKey, int bits) throws Exception {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG", "SUN");
        random.setSeed(utf8(accessKey));
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(bits, random);
        return generator.generateKey().getEncoded();
    }

    static byte[] aes(int mode, String accessKey, int bits, String iv, byte[] data) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(aesKey(accessKey, bits), "AES"), new IvParameterSpec(utf8(iv)));
        return cipher.doFinal(data);
    }

    static String unseal(Map<String, Object> c) {
        try {
            String value = text(c, "value");
            byte[] data = Base64.getDecoder().decode(value.substring(16));
            byte[] plain = aes(Cipher.DECRYPT_MODE, key(c), number(c, "bits"), value.substring(0, 16), data);
            return data.length == 0 ? null : decoded(plain);
        } catch (Exception unreadable) { return null; }
    }

    static byte[] add(byte[] state, byte[] output) {
        byte[] sum = new byte[20];
        for (int i = 0, carry = 1; i < 20; i++) { int v = state[i] + output[i] + carry; sum[i] = (byte) v; carry = v >> 8; }
        return sum;
    }

    static Map<String, Boolean> aesFields(Map<String, Object> file) throws Exception {
        Map<String, Boolean> results = each(file, "keys", c -> {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG", "SUN");
            random.setSeed(utf8(key(c)));
            byte[] bytes = new byte[64];
            random.nextBytes(bytes);
            String key256 = text(c, "key256");
            return hex(aesKey(key(c), 256)).equals(key256) && hex(aesKey(key(c), 128)).equals(key256.substring(0, 32))
                && hex(bytes).equals(c.getOrDefault("prng", hex(bytes)));
        });
        Map<String, Object> trace = object(file.get("trace"));
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] state0 = sha1.digest(utf8(key(trace))), out1 = sha1.digest(state0), state1 = add(state0, out1), out2 = sha1.digest(state1);
        results.put("trace", List.of(hex(state0), hex(state1)).equals(trace.get("states")) && List.of(hex(out1), hex(out2)).equals(trace.get("outputs")));
        results.putAll(each(file, "notKeys", c -> !hex(aesKey(key(c), 256)).equals(c.get("key256"))));
        results.putAll(each(file, "cases", c -> {
            String iv = text(c, "iv");
            byte[] sealed = aes(Cipher.ENCRYPT_MODE, key(c), number(c, "bits"), iv, utf8(text(c, "plaintext")));
            return (iv + Base64.getEncoder().encodeToString(sealed)).equals(c.get("value")) && text(c, "plaintext").equals(unseal(c));
        }));
        results.putAll(each(file, "unreadable", c -> unseal(c) == null));
        return results;
    }

    static boolean akSk(Map<String, Object> c) throws Exception {
        String[] target = text(c, "target").split("\\?", 2);
        String uri = "/" + Stream.of(target[0].split("/")).filter(s -> !s.isEmpty()).map(s -> escaped(plain(s)) + "/").collect(Collectors.joining());
        String query = Stream.of(target.length > 1 ? target[1].split("&") : new String[0]).map(p -> (p + "=").split("=", -1))
            .sorted(Comparator.comparing((String[] p) -> plain(p[0])).thenComparing(p -> plain(p[1])))
            .map(p -> escaped(plain(p[0])) + "=" + escaped(plain(p[1]))).collect(Collectors.joining("&"));
        Map<String, Object> headers = new HashMap<>(object(c.get("headers")));
        headers.put("x-sdk-date", c.get("date"));
        String lines = Stream.of(text(c, "signedHeaders").split(";")).sorted().map(n -> n + ":" + text(headers, n).strip() + "\n").collect(Collectors.joining());
        String payload = (String) headers.getOrDefault("x-sdk-content-sha256", sha256(text(c, "body")));
        String digest = sha256(String.join("\n", text(c, "method"), uri, query, lines, text(c, "signedHeaders"), payload));
        String signature = hex(mac(text(c, "secretKey"), "SDK-HMAC-SHA256\n" + c.get("date") + "\n" + digest));
        boolean fits = signature.equals(c.get("signature"));
        for (var made : Map.of("canonicalUri", uri, "canonicalQuery", query, "canonicalHash", digest, "payloadHash", payload).entrySet())
            fits &= made.getValue().equals(c.getOrDefault(made.getKey(), made.getValue()));
        // What an official signer does otherwise than the rule: the rule must not come to it.
        return fits != c.containsKey("deviations");
    }

    static String judgeHeaders(Map<String, Object> c) throws Exception {
        String all = ((List<?>) c.get("headers")).stream().map(String::valueOf).collect(Collectors.joining(","));
        Matcher pair = Pattern.compile("sign_type[ \t]*=[ \t]*\"([^\"]*)\"[ \t]*,[ \t]*signature[ \t]*=[ \t]*\"([^\"]*)\"").matcher(all);
        String verdict = all.isBlank() ? "header_missing" : "header_malformed";
        while (pair.find()) {
            if (!pair.group(1).equals("HMAC-SHA256")) { if (verdict.startsWith("header")) verdict = "sign_type_unknown"; continue; }
            verdict = "signature_differs";
            if (base64(key(c), text(c, "body")).equals(pair.group(2))) return "ok";
        }
        return verdict;
    }

    static boolean encoder(Map<String, Object> c) throws Exception {
        String character = text(c, "character"), java = URLEncoder.encode(character, StandardCharsets.UTF_8);
        String uri = "!'()*~-_.".contains(character) ? character : escaped(character);
        boolean same = List.of(java, uri, java, escaped(character))
            .equals(List.of(c.get("urlEncoder"), c.get("encodeURIComponent"), c.get("urlSearchParams"), c.get("ours")));
        return same && Stream.of(java, uri, escaped(character)).allMatch(form -> URLDecoder.decode(form, StandardCharsets.UTF_8).equals(character));
    }

    static boolean signature(Map<String, Object> c) throws Exception {
        String hash = hex(mac(key(c), text(c, "body"))), canonical = key(c) + c.get("nonce") + c.get("timestamp") + hash;
        return hash.equals(c.get("bodyHash")) && canonical.equals(c.getOrDefault("canonicalRequest", canonical))
            && hex(mac(key(c), canonical)).equalsIgnoreCase(text(c, "signature"));
    }

    static String judgeV2(Map<String, Object> c) throws Exception {
        Map<String, Object> query = new HashMap<>();
        if (c.get("query") instanceof String wire) parameters(wire).forEach(p -> query.putIfAbsent(p.get(0), p.get(1)));
        else query.putAll(object(c.get("query")));
        String given = (String) query.getOrDefault("signature", ""), stamp = (String) query.getOrDefault("timestamp", ""), nonce = (String) query.getOrDefault("nonce", "");
        if (given.isEmpty() || stamp.isEmpty() || nonce.isEmpty()) return "missing_parameter";
        if (!stamp.matches("[0-9]{13}")) return stamp.matches("[0-9]{10}") ? "timestamp_in_seconds" : "timestamp_malformed";
        if (Math.abs(Long.parseLong(stamp) - ((Number) c.get("nowMs")).longValue()) > 60_000) return "stale";
        if (!given.matches("[0-9A-Fa-f]{64}")) return "signature_malformed";
        for (String over : List.of("raw", "sorted")) {
            String body = over.equals("raw") ? text(c, "body") : sortedForm(text(c, "body"));
            if (body == null || !hex(mac(key(c), key(c) + nonce + stamp + hex(mac(key(c), body)))).equalsIgnoreCase(given)) continue;
            return c.get("noncesSeen") instanceof List<?> seen && seen.contains(nonce) ? "nonce_seen" : "ok " + over;
        }
        return "signature_differs";
    }

    static String judgeKit(Map<String, Object> c) throws Exception {
        Map<String, Object> headers = object(c.get("headers"));
        String given = (String) headers.getOrDefault("x-sign", ""), stamp = (String) headers.getOrDefault("x-timestamp", ""), nonce = (String) headers.getOrDefault("x-nonce", "");
        if (given.isEmpty() || stamp.isEmpty() || nonce.isEmpty()) return "missing_parameter";
        if (!stamp.matches("[0-9]{13}")) return stamp.matches("[0-9]{10}") ? "timestamp_in_seconds" : "timestamp_malformed";
        if (Math.abs(Long.parseLong(stamp) - ((Number) c.get("nowMs")).longValue()) > 60_000) return "stale";
        if (!given.matches("[0-9A-Fa-f]{64}")) return "signature_malformed";
        for (String over : List.of("raw", "sorted")) {
            String body = over.equals("raw") ? text(c, "body") : sortedForm(text(c, "body"));
            if (body == null || !hex(mac(key(c), key(c) + nonce + stamp + body)).equalsIgnoreCase(given)) continue;
            return c.get("noncesSeen") instanceof List<?> seen && seen.contains(nonce) ? "nonce_seen" : "ok " + over;
        }
        return "signature_differs";
    }

    static String openSecret(Map<String, Object> file, String sealed, String hashes) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text(file, "privateKey"))));
            boolean sha1 = hashes.equals("sha1-sha1");
            MGF1ParameterSpec mask = hashes.endsWith("sha1") ? MGF1ParameterSpec.SHA1 : MGF1ParameterSpec.SHA256;
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new OAEPParameterSpec(sha1 ? "SHA-1" : "SHA-256", "MGF1", mask, PSource.PSpecified.DEFAULT));
            byte[] data = Base64.getDecoder().decode(sealed);
            return data.length == 384 ? decoded(cipher.doFinal(data)) : null;
        } catch (Exception unreadable) { return null; }
    }

    static Map<String, Boolean> clientSecrets(Map<String, Object> file) throws Exception {
        List<String> every = List.of("sha256-sha256", "sha256-sha1", "sha1-sha1");
        Map<String, Boolean> results = each(file, "cases", c -> every.stream()
            .allMatch(h -> Objects.equals(openSecret(file, text(c, "sealed"), h), h.equals(c.get("hashes")) ? c.get("secret") : null)));
        results.putAll(each(file, "unreadable", c -> every.stream().allMatch(h -> openSecret(file, text(c, "sealed"), h) == null)));
        return results;
    }

    static String sortedForm(String body) {
        try {
            Map<String, Object> members = new TreeMap<>(object(new Json(body).read()));
            members.values().removeIf(Objects::isNull);
            return write(members);
        } catch (RuntimeException notAnObject) { return null; }
    }

    static String pairs(List<List<String>> members) {
        TreeMap<String, String> sorted = new TreeMap<>();
        members.forEach(m -> sorted.putIfAbsent(m.get(0), m.get(1)));
        sorted.remove("authToken");
        return sorted.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
    }

    static String judgeToken(String key, String token, List<List<String>> members) throws Exception {
        String stamp = first(members, "timeStamp");
        if (token.isEmpty() || stamp.isEmpty()) return "missing_parameter";
        if (!stamp.matches("[0-9]{17}") || (stamp.startsWith("02", 4) && stamp.substring(6, 8).compareTo("29") > 0)) return "timestamp_malformed";
        if (!token.matches("[A-Za-z0-9+/]{43}=")) return "signature_malformed";
        return base64(key + stamp, pairs(members)).equals(token) ? "ok" : "signature_differs";
    }

    static String judgeBody(Map<String, Object> c) throws Exception {
        if (!(new Json(text(c, "body")).read() instanceof Map<?, ?> body)) return "body_malformed";
        List<List<String>> members = new ArrayList<>();
        body.forEach((name, value) -> { if (value != null) members.add(List.of((String) name, value instanceof String s ? s : write(value))); });
        members.removeIf(m -> m.get(1).isBlank());
        if (!pairs(members).equals(c.getOrDefault("pairs", pairs(members)))) return "pairs differ";
        return judgeToken(key(c), (String) c.getOrDefault("authToken", ""), members);
    }

    static List<?> readParams(String base64) {
        try { return (List<?>) new Json(decoded(Base64.getDecoder().decode(base64))).read(); } catch (Exception unreadable) { return null; }
    }

    static Map<String, Boolean> extendParams(Map<String, Object> file) throws Exception {
        Map<String, Boolean> results = each(file, "cases", c -> {
            String made = Base64.getEncoder().encodeToString(utf8(text(c, "json")));
            return write(c.get("params")).equals(c.get("json")) && made.equals(c.get("base64")) && escaped(made).equals(c.get("wire"))
                && c.get("params").equals(readParams(made));
        });
        results.putAll(each(file, "unreadable", c -> readParams(text(c, "base64")) == null));
        return results;
    }

    static List<List<String>> parameters(String query) {
        return Stream.of(query.split("&")).filter(p -> !p.isEmpty()).map(p -> {
            int at = p.indexOf('=') < 0 ? p.length() : p.indexOf('=');
            String value = p.substring(Math.min(at + 1, p.length()));
            return List.of(URLDecoder.decode(p.substring(0, at), StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }).toList();
    }

    static String first(List<List<String>> members, String name) {
        return members.stream().filter(m -> m.get(0).equals(name)).map(m -> m.get(1)).findFirst().orElse("");
    }

    static byte[] mac(String key, String data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
        return mac.doFinal(utf8(data));
    }

    static String base64(String key, String data) throws Exception { return Base64.getEncoder().encodeToString(mac(key, data)); }
    static String sha256(String data) throws Exception { return hex(MessageDigest.getInstance("SHA-256").digest(utf8(data))); }
    static String hex(byte[] bytes) { return HexFormat.of().formatHex(bytes); }
    static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }
    static String decoded(byte[] bytes) throws CharacterCodingException { return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(); }
    static String plain(String text) { return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8); }
    static String escaped(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~"); }
    static String text(Map<String, Object> c, String name) { return (String) c.get(name); }
    static String key(Map<String, Object> c) { return text(c, "accessKey"); }
    static int number(Map<String, Object> c, String name) { return ((Number) c.get(name)).intValue(); }
    @SuppressWarnings("unchecked") static Map<String, Object> object(Object value) { return (Map<String, Object>) value; }
    @SuppressWarnings("unchecked") static List<List<String>> lists(Object value) { return (List<List<String>>) value; }

    /** Compact JSON in the order of the members; whole numbers, as the vectors have no others. */
    static String write(Object value) {
        if (value instanceof Map<?, ?> map) return map.entrySet().stream().map(e -> write(e.getKey()) + ":" + write(e.getValue())).collect(Collectors.joining(",", "{", "}"));
        if (value instanceof List<?> list) return list.stream().map(Check::write).collect(Collectors.joining(",", "[", "]"));
        if (!(value instanceof String text)) return String.valueOf(value);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + '"';
    }

    /** A small reader of JSON. */
    static final class Json {
        private final String text;
        private int at;
        Json(String text) { this.text = text; }

        Object read() {
            Object value = value();
            if (peek() != 0) throw new IllegalArgumentException("Something stands after the value.");
            return value;
        }

        private char peek() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean takes(char c) { boolean is = peek() == c; if (is) at++; return is; }
        private void need(char c) { if (!takes(c)) throw new IllegalArgumentException("No " + c + " at " + at); }

        private Object value() {
            if (takes('{')) {
                Map<String, Object> map = new LinkedHashMap<>();
                if (!takes('}')) { do { String name = (String) value(); need(':'); map.put(name, value()); } while (takes(',')); need('}'); }
                return map;
            }
            if (takes('[')) {
                List<Object> list = new ArrayList<>();
                if (!takes(']')) { do list.add(value()); while (takes(',')); need(']'); }
                return list;
            }
            if (takes('"')) return string();
            Matcher word = Pattern.compile("true|false|null|-?[0-9]+").matcher(text).region(at, text.length());
            if (!word.lookingAt()) throw new IllegalArgumentException("No value at " + at);
            at = word.end();
            return switch (word.group()) { case "true" -> true; case "false" -> false; case "null" -> null; default -> Long.valueOf(word.group()); };
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                if (c != '\\') { out.append(c); continue; }
                char escape = text.charAt(at++);
                int known = "bfnrt".indexOf(escape);
                if (escape == 'u') { out.append((char) Integer.parseInt(text.substring(at, at + 4), 16)); at += 4; }
                else out.append(known < 0 ? escape : "\b\f\n\r\t".charAt(known));
            }
            return out.toString();
        }
    }
}
