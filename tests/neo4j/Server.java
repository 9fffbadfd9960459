import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A real Neo4j on 127.0.0.1, Bolt only: java -cp CLASSPATH Server.java HOME PORT [PASSWORD [MEGABYTES]]; it
 *  ends with its standard input. An empty password wants no login; the megabytes are what one transaction may use.
 *  -Dlanguage=25 makes that version of Cypher the default. */
public class Server {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]).toAbsolutePath();
        SocketAddress address = new SocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        Files.createDirectories(home);
        boolean login = args.length > 2 && !args[2].isEmpty();
        var service = new DatabaseManagementServiceBuilder(home)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address)
            .setConfig(GraphDatabaseSettings.auth_enabled, login)
            .setConfig(GraphDatabaseSettings.pagecache_memory, 256L << 20)
            .setConfig(GraphDatabaseSettings.memory_transaction_max_size,
                args.length > 3 ? Long.parseLong(args[3]) << 20 : GraphDatabaseSettings.memory_transaction_max_size.defaultValue())
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        if (login) {
            service.database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", args[2]));
        }
        if (System.getProperty("language") != null) {
            service.database("system").executeTransactionally(
                "ALTER DATABASE neo4j SET DEFAULT LANGUAGE CYPHER " + Integer.getInteger("language"));
        }
        System.out.println("ready");
        System.out.flush();
        while (System.in.read() >= 0) { }
        System.exit(0);
    }
}
