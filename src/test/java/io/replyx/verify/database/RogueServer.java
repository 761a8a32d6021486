package io.replyx.verify.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server on this machine that is not what it seems to be; it takes one connection after the other. */
final class RogueServer implements AutoCloseable {
    /** AuthenticationCleartextPassword. */
    private static final byte[] ASKS_IN_CLEAR = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final List<Socket> open = new ArrayList<>();

    private RogueServer() throws IOException {}

    private interface Conversation {
        void with(Socket client) throws IOException;
    }

    /** It asks whoever comes for the password in clear. */
    static RogueServer thatAsksForThePassword() throws IOException {
        var server = new RogueServer();
        return server.begin(client -> {
            server.hear(client.getInputStream());
            client.getOutputStream().write(ASKS_IN_CLEAR);
            server.hear(client.getInputStream());
        });
    }

    /** It hands everything on to another server until a client says certain words, and falls silent then. */
    static RogueServer thatFallsSilentAt(String words, int port) throws IOException {
        var server = new RogueServer();
        return server.begin(client -> {
            Socket real = server.keep(new Socket(InetAddress.getLoopbackAddress(), port));
            server.inBackground(() -> real.getInputStream().transferTo(client.getOutputStream()));
            server.handOn(client.getInputStream(), real.getOutputStream(), words);
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All that clients have sent. */
    synchronized String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    private RogueServer begin(Conversation conversation) {
        inBackground(() -> {
            while (true) {
                Socket client = keep(listener.accept());
                inBackground(() -> conversation.with(client));
            }
        });
        return this;
    }

    private synchronized Socket keep(Socket socket) {
        open.add(socket);
        return socket;
    }

    private void hear(InputStream input) throws IOException {
        byte[] bytes = new byte[8192];
        int length = input.read(bytes);
        synchronized (this) {
            heard.write(bytes, 0, Math.max(0, length));
        }
    }

    private void handOn(InputStream from, OutputStream to, String words) throws IOException {
        byte[] bytes = new byte[8192];
        int length = from.read(bytes);
        while (length >= 0 && !new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(words)) {
            to.write(bytes, 0, length);
            length = from.read(bytes);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void inBackground(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // The end of the test, or of the conversation.
                    }
                },
                "rogue server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
