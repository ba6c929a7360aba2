pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The four ways out, always in the same order and place.
Rectangle {
    id: root

    property var shown: ["back", "home", "helpline", "staff"]
    readonly property var glyphs: ({"back": "arrow-left", "home": "home", "helpline": "phone", "staff": "bell"})
    readonly property var ordered: ["back", "home", "helpline", "staff"].filter(name => shown.indexOf(name) >= 0)
    readonly property int columns: Theme.large && !Theme.vertical && Theme.portrait ? Math.min(2, ordered.length) : ordered.length
    readonly property int rows: Math.ceil(ordered.length / Math.max(1, columns))
    readonly property int cellHeight: Theme.vertical ? 224 : Theme.footerCell
    readonly property real cellWidth: (width - 2 * Theme.margin - (columns - 1) * 16) / Math.max(1, columns)

    signal backChosen
    signal homeChosen
    signal helplineChosen
    signal staffChosen

    visible: ordered.length > 0
    implicitHeight: visible ? rows * cellHeight + (rows - 1) * 16 + 40 : 0
    color: Theme.sunk

    function choose(name: string): void {
        if (name === "back")
            backChosen();
        else if (name === "home")
            homeChosen();
        else if (name === "helpline")
            helplineChosen();
        else
            staffChosen();
    }

    Rectangle {
        width: parent.width
        height: 2
        color: Theme.hair
    }

    Grid {
        x: Theme.margin
        y: Math.max(20, (parent.height - height) / 2)
        columns: root.columns
        spacing: 16

        Repeater {
            model: root.ordered

            FooterCell {
                required property string modelData
                objectName: "footer-" + modelData
                text: Theme.word(modelData)
                pictogram: root.glyphs[modelData]
                standing: Theme.vertical && modelData !== "helpline"
                width: root.cellWidth
                height: root.cellHeight
                onClicked: root.choose(modelData)
            }
        }
    }
}
