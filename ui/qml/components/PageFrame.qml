import QtQuick
import "../theme"

// The frame of every page: head, content, actions and ways out; two columns in landscape, a band at the left in Mongolian.
Rectangle {
    id: root

    property alias station: frameHead.station
    property alias role: frameHead.role
    property alias tools: frameHead.tools
    property alias largerActive: frameHead.largerActive
    property alias louderActive: frameHead.louderActive
    property alias footer: ways.shown
    property alias step: question.step
    property alias steps: question.steps
    property alias stepWord: question.stepWord
    property alias title: question.title
    property alias titleSize: question.titleSize
    property alias titleTone: question.titleTone
    property alias lead: question.lead
    property alias remark: question.remark
    default property alias content: body.data
    property alias aside: side.data
    property bool asideFirst: false
    property alias actions: buttons.data
    property alias keyboardArea: keys.data
    property alias overlay: above.data
    readonly property Pager pager: mainPager

    readonly property bool twoColumns: !Theme.portrait
    readonly property bool typing: keys.height > 0
    // Little room is left above the keyboard: it belongs to the box being written in.
    readonly property bool low: typing && (twoColumns || Theme.large)
    // A question that would leave half the room or less takes the first page instead of a part of every page, as do large words in a low window.
    readonly property bool crowded: (twoColumns && Theme.large) || (!typing && 2 * question.height > below - topEdge - Theme.target - Theme.space16)
    readonly property real below: keys.y - (twoColumns || typing || buttons.height === 0 ? 0 : buttons.height + Theme.space16)
    readonly property real headTop: topEdge + (steps > 0 && !Theme.vertical ? 20 : Theme.space24)
    // What is left under the question where one page takes all.
    readonly property real under: below - headTop - question.height - 2 * Theme.space16
    // What the second column has for one item.
    readonly property real sideRoom: second.height - 2 * Theme.space16
    readonly property real leftEdge: Theme.vertical ? Theme.bandWidth : 0
    readonly property real topEdge: Theme.vertical ? 0 : frameHead.height
    readonly property real inner: width - leftEdge - 2 * Theme.margin
    readonly property real columnWidth: twoColumns ? (inner - 2 * Theme.margin) / 2 : inner
    readonly property bool hasAside: side.implicitHeight > 0
    readonly property real bottomEdge: twoColumns && !typing ? Math.max(ways.implicitHeight, buttons.height + 40) : ways.implicitHeight

    signal backChosen
    signal homeChosen
    signal helplineChosen
    signal staffChosen
    signal languageChosen
    signal largerChosen
    signal louderChosen

    color: Theme.paper

    FrameHead {
        id: frameHead
        width: Theme.vertical ? Theme.bandWidth : parent.width
        height: Theme.vertical ? parent.height - (root.twoColumns ? 0 : ways.height) : implicitHeight
        step: root.step
        steps: root.steps
        onLanguageChosen: root.languageChosen()
        onLargerChosen: root.largerChosen()
        onLouderChosen: root.louderChosen()
    }

    PageHead {
        id: question
        visible: !root.low
        parent: root.crowded ? headSlot : root
        x: parent === root ? root.leftEdge + Theme.margin : 0
        y: parent === root ? root.headTop : 0
        width: root.columnWidth
    }

    Pager {
        id: mainPager
        objectName: "mainPager"
        x: root.leftEdge + Theme.margin
        y: root.low || root.crowded ? root.topEdge + Theme.space8 : question.y + (question.height > 0 ? question.height + Theme.space16 : 0)
        width: root.low ? root.inner : root.columnWidth
        barred: !root.low
        height: Math.max(Theme.target, root.below - y - Theme.space16)

        Stack { id: headSlot; visible: root.crowded && !root.low; width: mainPager.width }
        Stack { id: leadSide; visible: root.asideFirst && children.length > 0; width: mainPager.width }
        Stack { id: body; width: mainPager.width }
        Stack { id: trailSide; visible: !root.asideFirst && children.length > 0; width: mainPager.width }
    }

    Stack {
        id: side
        parent: root.twoColumns && !root.low ? second.slot : root.asideFirst ? leadSide : trailSide
        width: parent ? parent.width : root.columnWidth
    }

    AsideColumn {
        id: second
        visible: root.twoColumns && root.hasAside && !root.low
        x: mainPager.x + root.columnWidth + 2 * Theme.margin
        y: root.topEdge
        width: root.columnWidth
        height: keys.y - y
    }

    Column {
        id: keys
        x: root.twoColumns ? root.leftEdge : 0
        width: root.width - x
        y: root.height - root.bottomEdge - height
    }

    Rectangle {
        visible: root.twoColumns
        x: root.leftEdge
        width: root.width - x
        height: root.bottomEdge
        y: root.height - height
        color: Theme.sunk
    }

    ActionRow {
        id: buttons
        objectName: "actions"
        visible: !root.typing
        x: root.twoColumns ? root.width - Theme.margin - width : mainPager.x
        y: root.twoColumns ? root.height - root.bottomEdge / 2 - height / 2 : keys.y - height - Theme.space16
        width: root.columnWidth
    }

    Footer {
        id: ways
        x: root.twoColumns ? root.leftEdge : 0
        width: root.twoColumns && buttons.visible && buttons.height > 0 ? root.columnWidth + 2 * Theme.margin : root.width - x
        y: root.height - root.bottomEdge
        height: root.twoColumns ? root.bottomEdge : implicitHeight
        onBackChosen: root.backChosen()
        onHomeChosen: root.homeChosen()
        onHelplineChosen: root.helplineChosen()
        onStaffChosen: root.staffChosen()
    }

    Item {
        id: above
        anchors.fill: parent
    }
}
