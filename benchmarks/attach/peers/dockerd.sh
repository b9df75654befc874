# dockerd by its API: a running container that publishes a port is connected to a network and disconnected again. What the client takes to
# start is not counted. Its programs and their files are below $directory and /run.
socket="$directory/docker.sock"
group="netctl-bench-${directory//[^a-zA-Z0-9]/}"
prepare() {
    echo '{}' >"$directory/daemon.json"
    dockerd --data-root "$directory/data" --exec-root /run/docker-bench -H "unix://$socket" -p "$directory/pid" --storage-driver vfs \
        --cgroup-parent "/$group" --config-file "$directory/daemon.json" >"$directory/log" 2>&1 &
    daemon=$!
    for _ in $(seq 300); do
        curl -s -o /dev/null --unix-socket "$socket" http://d/_ping && break
        kill -0 "$daemon" 2>/dev/null || { tail -5 "$directory/log" >&2; exit 1; }
        sleep 0.1
    done
    mkdir -p "$directory/image/bin"
    cp "$(command -v busybox)" "$directory/image/bin/"
    export DOCKER_HOST="unix://$socket" DOCKER_CONFIG="$directory"
    tar -C "$directory/image" -c . | docker import - bench >/dev/null
    docker network create bench >/dev/null
    docker run --detach --name box --network bench --publish 8080:80 bench /bin/busybox sleep 1000000 >/dev/null
    call disconnect
}
finish() {
    docker rm --force box >/dev/null
    kill "$daemon"
    wait "$daemon" || true
    find /sys/fs/cgroup -depth -type d -path "*/$group*" -exec rmdir {} + 2>/dev/null || true
}
call() {
    local seconds
    seconds="$(curl -s --fail-with-body -o "$directory/answer" -w '%{time_total}' --unix-socket "$socket" -H 'Content-Type: application/json' \
        -d '{"Container": "box"}' "http://d/networks/bench/$1")" || { cat "$directory/answer" >&2; exit 1; }
    taken=$((10#${seconds/./} * 1000))
}
attach() { call connect; }
detach() { call disconnect; }
