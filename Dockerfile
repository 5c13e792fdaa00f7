# The image of Box Office: built with a JDK and Maven, run on a JRE as a user without rights.
#
#   docker build -t boxoffice .        (with BuildKit, the default since Docker 23)
#   docker run --rm -e AUTH=open -p 127.0.0.1:8080:8080 -v boxoffice:/data boxoffice
#
# It listens for others, so it does not start without being told who may do what: AUTH=open lets
# everybody do everything, which is why only this machine reaches the port above; AUTH_JWT_SECRET or
# AUTH_JWKS_URL has it ask for tokens.
#
# Alone it sells from a PostgreSQL and a Redis of its own, whose programs and data are under /data.
# With DATABASE_URL and REDIS_URL it uses those servers and keeps nothing.
#
# It runs with --read-only, --cap-drop ALL and --security-opt no-new-privileges. It writes to /data
# alone, which must allow programs to be executed when a server is embedded (a volume does, a tmpfs
# needs the option exec). With --tmpfs /tmp the JVM is also met by the tools of a JDK, such as jcmd,
# from another container or the host: the image has none.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml jooq-codegen.xml ./
COPY sql sql
COPY src/main src/main
# What Maven downloads stays in a cache of the builder, also when pom.xml changes. Only the
# repository: beside it the image keeps a file that tells Maven where the JDK is.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -q -ntp package -DskipTests

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Box Office" \
      org.opencontainers.image.description="Event ticket reservations that never oversell and never forget."

# PostgreSQL refuses to run as root, and as a user without a name.
RUN groupadd --gid 10001 boxoffice \
 && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home \
            --shell /usr/sbin/nologin boxoffice \
 && install --directory --owner=10001 --group=10001 --mode=700 /data
COPY --from=build /build/target/boxoffice.jar /opt/boxoffice/boxoffice.jar

ENV HOST=0.0.0.0 \
    DATA_DIR=/data
# By number, so that an orchestrator can see that it isn't root.
USER 10001:10001
VOLUME /data
# Where the JVM would write a report of its own crash.
WORKDIR /data
EXPOSE 8080

# The JRE's image has neither curl nor wget, and a JVM for each check would take more than the
# service does at rest. Bash speaks TCP; to connect to 0.0.0.0 is to connect to this host.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/${HOST:-127.0.0.1}/${PORT:-8080} && printf 'GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && echo \"/readyz says $status\" && [ \"$status\" = 200 ]"]

# The JVM is process 1 and gets the signals itself: `docker stop` saves what is queued. It leaves no
# zombies, since it waits for the commands that it starts; the servers that it embeds end with it.
#
# MaxRAMPercentage: half of the container's memory, for embedded servers live in the other half,
#   beside the JVM's own stacks, buffers and code. -Xmx in JDK_JAVA_OPTIONS wins over it.
# Xms: a heap that begins small, since garbage fills what it begins with before any is cleared away.
# GCTimeRatio: it grows when more than a fifth of the time goes into clearing, not for a slow moment.
# ExitOnOutOfMemoryError: the thread that it hits is lost, and a service that goes on without its
#   writer or its sweep looks alive and isn't. To end as by kill -9 loses nothing: what was not
#   saved yet is in Redis, and the next start brings it home.
# UseCompactObjectHeaders, TrimNativeHeapInterval: less memory, as in the Makefile.
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=50", \
    "-Xms64m", \
    "-XX:GCTimeRatio=4", \
    "-XX:TrimNativeHeapInterval=20000", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-XX:+UseCompactObjectHeaders", \
    "-jar", "/opt/boxoffice/boxoffice.jar"]
