// A seller's server for SaaS V1.0 in Java, written from docs/spec/saas-v1.md. Start it with: java SaasV1.java

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public class SaasV1 {
    static final String ACCESS_KEY = System.getenv("ACCESS_KEY");
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
    static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static final SecureRandom RANDOM = new SecureRandom();

    static class Instance {
        String skuCode;
        String productId;
        String expireTime;
        String status = "NORMAL";
        final Set<String> upgrades = new HashSet<>();

        Instance(String skuCode, String productId) {
            this.skuCode = skuCode;
            this.productId = productId;
        }
    }

    static class Refusal extends Exception {
        final String code;

        Refusal(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    static final Map<String, Instance> instances = new HashMap<>();
    static final Map<String, String> idByOrder = new HashMap<>();

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", SaasV1::handle);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }

    static void handle(HttpExchange exchange) throws IOException {
        String reply;
        try {
            reply = success(answer(readQuery(exchange.getRequestURI().getRawQuery())));
        } catch (Refusal refusal) {
            reply = json("resultCode", refusal.code, "resultMsg", refusal.getMessage());
        } catch (Exception error) {
            error.printStackTrace();
            reply = json("resultCode", "000005", "resultMsg", "internal error");
        }
        byte[] body = reply.getBytes(StandardCharsets.UTF_8);
        String signature = hmac(ACCESS_KEY, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Body-Sign", "sign_type=\"HMAC-SHA256\", signature=\"" + signature + "\"");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The parameters, sorted by name as the authToken wants them. */
    static TreeMap<String, String> readQuery(String raw) {
        TreeMap<String, String> query = new TreeMap<>();
        if (raw == null) return query;
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            String value = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
            query.putIfAbsent(name, value);
        }
        return query;
    }

    /** Section 3. */
    static boolean isProven(TreeMap<String, String> query) {
        String timeStamp = query.getOrDefault("timeStamp", "");
        if (!timeStamp.matches("\\d{17}")) return false;
        String pairs = query.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("authToken"))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        String expected = hmac(ACCESS_KEY + timeStamp, pairs.getBytes(StandardCharsets.UTF_8));
        byte[] given = query.getOrDefault("authToken", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
    }

    static String hmac(String key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(data));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns what the reply has beside code and message. */
    static synchronized String answer(TreeMap<String, String> query) throws Exception {
        if (!isProven(query)) throw new Refusal("000001", "authToken does not fit");
        String activity = query.getOrDefault("activity", "");
        if (activity.equals("newInstance")) return newInstance(query);
        if (activity.equals("queryInstance")) return queryInstance(query);
        switch (activity) {
            case "refreshInstance" -> {
                need(query, "orderId", "expireTime");
                Instance instance = find(query);
                instance.expireTime = query.get("expireTime");
                instance.status = "NORMAL";
            }
            case "expireInstance" -> find(query).status = "FREEZE";
            case "releaseInstance" -> release(query);
            case "upgrade" -> upgrade(query);
            case "instanceStatus" -> {
                String status = query.getOrDefault("instanceStatus", "");
                if (!status.equals("FREEZE") && !status.equals("NORMAL"))
                    throw new Refusal("000002", "instanceStatus is unknown");
                find(query).status = status;
            }
            default -> throw new Refusal("000002", "activity is unknown");
        }
        return "";
    }

    static String newInstance(Map<String, String> query) throws Exception {
        need(query, "customerId", "businessId", "orderId", "productId");
        boolean isPayPerUse = "0".equals(query.get("chargingMode"));
        String order = isPayPerUse ? query.get("orderId") + " " + query.get("productId") : query.get("orderId");
        String id = idByOrder.computeIfAbsent(order, any -> query.get("businessId"));
        if (!instances.containsKey(id)) instances.put(id, new Instance(query.get("skuCode"), query.get("productId")));
        return ",\"encryptType\":\"1\",\"instanceId\":" + quote(id) + ",\"appInfo\":" + appInfo(id);
    }

    static String queryInstance(Map<String, String> query) throws Exception {
        need(query, "instanceId");
        List<String> info = new ArrayList<>();
        String now = ZonedDateTime.now(ZoneOffset.UTC).format(TIME);
        for (String id : query.get("instanceId").split(",")) {
            find(Map.of("instanceId", id));
            info.add("{\"instanceId\":" + quote(id) + ",\"appInfo\":" + appInfo(id)
                    + ",\"usageInfo\":[{\"usageValue\":0.0,\"statisticalTime\":" + quote(now) + "}]}");
        }
        return ",\"encryptType\":\"1\",\"info\":[" + String.join(",", info) + "]";
    }

    static void upgrade(Map<String, String> query) throws Refusal {
        need(query, "orderId", "skuCode", "productId");
        Instance instance = find(query);
        if (!instance.upgrades.add(query.get("orderId"))) return;
        instance.skuCode = query.get("skuCode");
        instance.productId = query.get("productId");
    }

    static void need(Map<String, String> query, String... names) throws Refusal {
        for (String name : names)
            if (query.getOrDefault(name, "").isEmpty()) throw new Refusal("000002", name + " is missing");
    }

    static Instance find(Map<String, String> query) throws Refusal {
        need(query, "instanceId");
        Instance instance = instances.get(query.get("instanceId"));
        if (instance == null || instance.status.equals("RELEASED"))
            throw new Refusal("000003", "there is no such instance");
        return instance;
    }

    /** A repeat succeeds and does nothing. */
    static void release(Map<String, String> query) throws Refusal {
        Instance instance = instances.get(query.getOrDefault("instanceId", ""));
        if (instance == null) throw new Refusal("000003", "there is no such instance");
        instance.status = "RELEASED";
    }

    static String appInfo(String id) throws GeneralSecurityException {
        return json(
                "frontEndUrl", "https://app.example.com/" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                "userName", seal("admin"),
                "password", seal("first-password"));
    }

    /** Section 5, with 256 bits. */
    static String seal(String text) throws GeneralSecurityException {
        SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
        seeded.setSeed(ACCESS_KEY.getBytes(StandardCharsets.UTF_8));
        byte[] key = new byte[32];
        seeded.nextBytes(key);
        StringBuilder iv = new StringBuilder();
        for (int i = 0; i < 16; i++) iv.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        byte[] ivBytes = iv.toString().getBytes(StandardCharsets.US_ASCII);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(ivBytes));
        return iv + Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String success(String members) {
        return "{\"resultCode\":\"000000\",\"resultMsg\":\"success.\"" + members + "}";
    }

    /** An object of texts: names and values in turn. */
    static String json(String... texts) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < texts.length; i += 2) members.add(quote(texts[i]) + ":" + quote(texts[i + 1]));
        return "{" + String.join(",", members) + "}";
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < 0x20 || c > 0x7e) quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
