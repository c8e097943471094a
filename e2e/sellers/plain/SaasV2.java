// A seller's server for SaaS V2.0 in Java, written from docs/spec/saas-v2.md. Start it with: java SaasV2.java

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.*;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class SaasV2 {
    static final String ACCESS_KEY = System.getenv("ACCESS_KEY");
    static final Set<String> SCENES = Set.of("TRIAL_TO_FORMAL", "RENEWAL", "UNSUBSCRIBE_RENEWAL_PERIOD", "RENEWAL_CHANGE");

    static class Instance {
        boolean isFrozen;
        boolean isReleased;
        String expireTime;
        final Set<String> upgrades = new HashSet<>();
    }

    static class Refusal extends RuntimeException {
        final String code;

        Refusal(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    static final Map<String, Instance> instances = new HashMap<>();
    static final Map<String, String> idByLine = new HashMap<>();

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", SaasV2::handle);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }

    static void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String reply;
        try {
            verify(readQuery(exchange.getRequestURI().getRawQuery()), body);
            Object request = new Json(new String(body, StandardCharsets.UTF_8)).read();
            if (!(request instanceof Map<?, ?> members)) throw new Refusal("000002", "the body is no object");
            reply = answer(members);
        } catch (Refusal refusal) {
            reply = reply(refusal.code, refusal.getMessage(), "");
        } catch (Exception error) {
            error.printStackTrace();
            reply = reply("000005", "internal error", "");
        }
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Map<String, String> readQuery(String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw == null) return query;
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** Section 2.2. */
    static void verify(Map<String, String> query, byte[] body) throws GeneralSecurityException {
        String timestamp = query.getOrDefault("timestamp", "");
        String nonce = query.getOrDefault("nonce", "");
        if (!timestamp.matches("[0-9]{13}") || nonce.isEmpty()) throw new Refusal("000002", "timestamp or nonce is missing");
        if (Math.abs(System.currentTimeMillis() - Long.parseLong(timestamp)) > 60_000)
            throw new Refusal("000002", "timestamp is too old");
        String text = ACCESS_KEY + nonce + timestamp + hmac(body);
        String expected = hmac(text.getBytes(StandardCharsets.UTF_8));
        if (!expected.equalsIgnoreCase(query.get("signature"))) throw new Refusal("000001", "signature does not fit");
    }

    static String hmac(byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(ACCESS_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(data));
    }

    static synchronized String answer(Map<?, ?> request) {
        switch (text(request, "activity")) {
            case "newInstance" -> {
                need(request, "businessId");
                String line = text(request, "orderId") + " " + text(request, "orderLineId");
                String id = idByLine.computeIfAbsent(line, any -> UUID.randomUUID().toString());
                instances.putIfAbsent(id, new Instance());
                return reply("000000", "success.", ",\"instanceId\":\"" + id + "\"");
            }
            case "queryInstance" -> {
                return reply("000000", "success.", queryInstances(text(request, "instanceId").split(",")));
            }
            case "refreshInstance" -> {
                need(request, "orderId", "orderLineId");
                if (!SCENES.contains(text(request, "scene"))) throw new Refusal("000002", "scene is unknown");
                String expireTime = text(request, "expireTime");
                if (!expireTime.matches("[0-9]{14}([0-9]{3})?")) throw new Refusal("000002", "expireTime is no time");
                find(text(request, "instanceId")).expireTime = expireTime;
            }
            case "updateInstanceStatus" -> {
                String status = text(request, "status");
                if (!Set.of("FREEZE", "UNFREEZE").contains(status)) throw new Refusal("000002", "status is unknown");
                find(text(request, "instanceId")).isFrozen = status.equals("FREEZE");
            }
            case "releaseInstance" -> {
                Instance instance = instances.get(text(request, "instanceId"));
                if (instance == null) throw new Refusal("000003", "there is no such instance");
                instance.isReleased = true;
            }
            case "upgradeInstance" -> {
                need(request, "orderLineId");
                find(text(request, "instanceId")).upgrades.add(text(request, "orderId"));
            }
            case "changeInstanceCheck" -> {
                find(text(request, "instanceId"));
                if (!(request.get("productInfo") instanceof Map<?, ?> product))
                    throw new Refusal("000002", "productInfo is missing");
                need(product, "productId", "skuCode", "productName");
            }
            default -> throw new Refusal("000002", "activity is unknown");
        }
        return reply("000000", "success.", "");
    }

    static String queryInstances(String[] ids) {
        if (ids.length > 100) throw new Refusal("000002", "more than 100 instances");
        List<String> info = new ArrayList<>();
        for (String id : ids) {
            find(id);
            String url = "https://app.example.com/" + id;
            info.add("{\"instanceId\":\"" + id + "\",\"appInfo\":{\"frontEndUrl\":\"" + url + "\"}}");
        }
        return ",\"info\":[" + String.join(",", info) + "]";
    }

    /** A mandatory text. */
    static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text && !text.isBlank()) return text;
        throw new Refusal("000002", name + " is missing");
    }

    static void need(Map<?, ?> members, String... names) {
        for (String name : names) text(members, name);
    }

    static Instance find(String id) {
        Instance instance = instances.get(id);
        if (instance == null || instance.isReleased) throw new Refusal("000003", "there is no such instance");
        return instance;
    }

    /** Messages and members are our own texts and need no escapes. */
    static String reply(String code, String message, String members) {
        return "{\"resultCode\":\"" + code + "\",\"resultMsg\":\"" + message + "\"" + members + "}";
    }

    /** Reads JSON into maps, lists and texts. What else there is, is null: nobody here needs its value. */
    static class Json {
        final String json;
        int at = 0;

        Json(String json) { this.json = json; }

        Object read() {
            Object value = value();
            if (next() == 0) return value;
            throw broken();
        }

        Object value() {
            char first = next();
            if (first == '"') return string();
            if (first != '{' && first != '[') return scalar();
            Map<String, Object> members = new HashMap<>();
            List<Object> items = new ArrayList<>();
            char end = first == '{' ? '}' : ']';
            at++;
            while (next() != end) {
                if (!(members.isEmpty() && items.isEmpty())) take(',');
                if (first == '[') items.add(value());
                else {
                    String name = string();
                    take(':');
                    members.put(name, value());
                }
            }
            at++;
            return first == '{' ? members : items;
        }

        Object scalar() {
            int start = at;
            while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) at++;
            String word = json.substring(start, at);
            if (word.matches("null|true|false|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) return null;
            throw broken();
        }

        String string() {
            take('"');
            StringBuilder text = new StringBuilder();
            while (json.charAt(at) != '"') {
                char c = json.charAt(at++);
                text.append(c == '\\' ? escaped() : c);
            }
            at++;
            return text.toString();
        }

        char escaped() {
            char c = json.charAt(at++);
            int kind = "bfnrt".indexOf(c);
            if (kind >= 0) return "\b\f\n\r\t".charAt(kind);
            if (c != 'u') return c;
            at += 4;
            return (char) HexFormat.fromHexDigits(json, at - 4, at);
        }

        /** The next character that is no blank, 0 at the end. */
        char next() {
            while (at < json.length() && Character.isWhitespace(json.charAt(at))) at++;
            return at < json.length() ? json.charAt(at) : 0;
        }

        void take(char wanted) {
            if (next() != wanted) throw broken();
            at++;
        }

        Refusal broken() {
            return new Refusal("000002", "the body is no JSON");
        }
    }
}
