import QtQuick
import "../theme"
import "pages.js" as Pages

// Turns pages between its items where another program would scroll.
Item {
    id: root

    default property alias items: flow.data
    property alias spacing: flow.spacing
    property int page: 0

    // Without its bar a pager turns by the focus alone, as while typing in a low window.
    property bool barred: true
    readonly property real barHeight: barred ? Theme.target + Theme.space16 : 0
    readonly property real room: Math.max(Theme.target, height - barHeight)
    readonly property var leaves: Pages.leaves(flow, 0, room)
    readonly property var cuts: flow.implicitHeight <= height + 0.5 ? [{"from": 0, "to": flow.implicitHeight}]
        : Pages.cut(leaves, room)
    readonly property int pageCount: cuts.length
    readonly property int current: Math.max(0, Math.min(page, pageCount - 1))
    readonly property Item focused: Window.activeFocusItem

    signal turned(page: int)

    implicitHeight: flow.implicitHeight
    onFocusedChanged: if (focused && Pages.within(focused, flow)) turnTo(focused)
    onCutsChanged: settled.restart()
    onCurrentChanged: {
        Pages.show(leaves, cuts[current], pageCount === 1);
        turn.restart();
        turned(current);
    }

    function show(): void {
        if (focused && Pages.within(focused, flow))
            turnTo(focused);
        Pages.show(leaves, cuts[current], pageCount === 1);
    }

    function nextPage(): void {
        page = Math.min(current + 1, pageCount - 1);
    }

    function previousPage(): void {
        page = Math.max(current - 1, 0);
    }

    function turnTo(item: Item): void {
        page = Pages.pageOf(cuts, item.mapToItem(flow, 0, item.height / 2).y);
    }

    // A timer ends with its page; a call left for later would be made on a page that is gone.
    Timer {
        id: settled
        interval: 0
        onTriggered: root.show()
    }

    ParallelAnimation {
        id: turn
        NumberAnimation { target: view; property: "x"; from: Theme.animated ? 16 : 0; to: 0; duration: Theme.pageMs; easing.type: Easing.OutCubic }
        NumberAnimation { target: view; property: "opacity"; from: Theme.animated ? 0 : 1; to: 1; duration: Theme.pageMs; easing.type: Easing.OutCubic }
    }

    Item {
        id: view
        width: root.width
        // The whole page: what hangs out of the last item, as the tail of a letter, is not cut, and the next item is not seen.
        height: root.pageCount > 1 ? root.room : flow.implicitHeight
        clip: root.pageCount > 1

        Column {
            id: flow
            width: root.width
            y: -root.cuts[root.current].from
            spacing: Theme.space24
        }
    }

    Row {
        visible: root.barred && root.pageCount > 1
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space16

        PagerKey {
            objectName: "previous-page"
            text: Theme.word("previousPage")
            pictogram: "arrow-left"
            enabled: root.current > 0
            onClicked: root.previousPage()
        }

        TextLabel {
            width: Math.min(implicitWidth, root.width - 2 * Math.round(200 * Theme.edge))
            height: Theme.target
            text: Theme.numbered("page", root.current + 1, root.pageCount)
            size: "caption"
            tone: "muted"
        }

        PagerKey {
            objectName: "next-page"
            text: Theme.word("nextPage")
            pictogram: "arrow-right"
            enabled: root.current < root.pageCount - 1
            onClicked: root.nextPage()
        }
    }
}
