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
    property alias actions: buttons.data
    property alias keyboardArea: keys.data
    property alias overlay: above.data
    readonly property Pager pager: mainPager

    readonly property bool twoColumns: !Theme.portrait
    readonly property bool typing: keys.height > 0
    readonly property real leftEdge: Theme.vertical ? Theme.bandWidth : 0
    readonly property real topEdge: Theme.vertical ? 0 : frameHead.height
    readonly property real inner: width - leftEdge - 2 * Theme.margin
    readonly property real columnWidth: twoColumns ? (inner - 2 * Theme.margin) / 2 : inner
    readonly property bool hasAside: side.implicitHeight > 0
    readonly property real bottomEdge: twoColumns && !typing ? Math.max(ways.height, buttons.height + 40) : ways.height

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
        height: Theme.vertical ? parent.height - ways.height : implicitHeight
        step: root.step
        steps: root.steps
        onLanguageChosen: root.languageChosen()
        onLargerChosen: root.largerChosen()
        onLouderChosen: root.louderChosen()
    }

    PageHead {
        id: question
        x: root.leftEdge + Theme.margin
        y: root.topEdge + (steps > 0 && !Theme.vertical ? 20 : Theme.space24)
        width: root.columnWidth
    }

    Pager {
        id: mainPager
        x: question.x
        y: question.y + (question.height > 0 ? question.height + Theme.space16 : 0)
        width: root.columnWidth
        height: Math.max(Theme.target, below - y - Theme.space16)
        readonly property real below: keys.y - (root.twoColumns || root.typing || buttons.height === 0 ? 0 : buttons.height + Theme.space16)

        Stack {
            id: body
            width: mainPager.width
        }

        Stack {
            id: portraitSide
            width: mainPager.width
            visible: !root.twoColumns && root.hasAside
        }
    }

    Rectangle {
        visible: root.twoColumns && root.hasAside
        x: root.leftEdge + Theme.margin + root.columnWidth + Theme.margin - 1
        y: root.topEdge
        width: 2
        height: keys.y - y
        color: Theme.hair
    }

    Pager {
        id: sidePager
        visible: root.twoColumns
        x: question.x + root.columnWidth + 2 * Theme.margin
        y: root.topEdge + Theme.space16
        width: root.columnWidth
        height: Math.max(Theme.target, keys.y - y - Theme.space16)

        Stack {
            id: side
            parent: root.twoColumns ? landscapeSide : portraitSide
            width: root.columnWidth
        }

        Stack {
            id: landscapeSide
            width: root.columnWidth
        }
    }

    Column {
        id: keys
        width: root.width
        y: root.height - root.bottomEdge - height
    }

    Rectangle {
        visible: root.twoColumns
        width: root.width
        height: root.bottomEdge
        y: root.height - height
        color: Theme.sunk
    }

    ActionRow {
        id: buttons
        objectName: "actions"
        visible: !root.typing
        x: root.twoColumns ? root.width - Theme.margin - width : question.x
        y: root.twoColumns ? root.height - root.bottomEdge / 2 - height / 2 : keys.y - height - Theme.space16
        width: root.columnWidth
    }

    Footer {
        id: ways
        width: root.twoColumns && buttons.visible && buttons.height > 0 ? root.width / 2 : root.width
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
