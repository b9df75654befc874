// The peer: vishvananda/netlink, used as its documentation does.
//
//	route ack|link|links|routes SAMPLES EACH
//
// It has no way of looking in place, so visit-links and visit-routes are its lists.
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
	"golang.org/x/sys/unix"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	samples, err := strconv.Atoi(os.Args[2])
	check(err)
	each, err := strconv.Atoi(os.Args[3])
	check(err)
	// A handle keeps its socket, which is this library's fast way.
	handle, err := netlink.NewHandle(unix.NETLINK_ROUTE)
	check(err)
	sockets := map[int]*nl.SocketHandle{}
	socket, err := nl.Subscribe(unix.NETLINK_ROUTE)
	check(err)
	sockets[unix.NETLINK_ROUTE] = &nl.SocketHandle{Socket: socket}

	acts := map[string]func(){
		"ack": func() {
			request := nl.NewNetlinkRequest(unix.NLMSG_NOOP, unix.NLM_F_ACK)
			request.Sockets = sockets
			_, err := request.Execute(unix.NETLINK_ROUTE, 0)
			check(err)
		},
		"link": func() {
			_, err := handle.LinkByIndex(1)
			check(err)
		},
		"links": func() {
			_, err := handle.LinkList()
			check(err)
		},
		"routes": func() {
			_, err := handle.RouteListFiltered(netlink.FAMILY_V4, &netlink.Route{Table: unix.RT_TABLE_UNSPEC}, netlink.RT_FILTER_TABLE)
			check(err)
		},
	}
	act := acts[strings.TrimPrefix(os.Args[1], "visit-")]
	taken := make([]int64, samples)
	for i := range taken {
		began := time.Now()
		for j := 0; j < each; j++ {
			act()
		}
		taken[i] = time.Since(began).Nanoseconds() / int64(each)
	}
	sort.Slice(taken, func(a, b int) bool { return taken[a] < taken[b] })
	fmt.Println(taken[samples/2])
}
