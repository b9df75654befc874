# Read by the scripts beside it.

# unpack DIRECTORY PACKAGE...: the files of Debian packages below a directory, not installed, so that nothing of them starts on this machine.
unpack() {
    local root="$1" packages
    shift
    packages="$(mktemp -d)"
    (cd "$packages" && apt-get update -qq && apt-get -o APT::Sandbox::User=root download -qq "$@" && for package in *.deb; do dpkg --extract "$package" "$root"; done) >&2
    rm -r "$packages"
}
