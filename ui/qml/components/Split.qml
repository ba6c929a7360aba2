import QtQuick
import "../theme"
import "rows.js" as Rows

// Items side by side in equal columns, row after row; large text in portrait halves the columns.
Item {
    id: root

    property int columns: 2
    readonly property bool divisible: true
    property real spacing: Theme.space16
    readonly property int across: Theme.large && Theme.portrait ? Math.max(1, Math.floor(columns / 2)) : columns
    readonly property var plan: Rows.measureGrid(root, across, spacing)

    implicitHeight: plan.height
    onPlanChanged: settled.restart()
    Component.onCompleted: place()

    function place(): void {
        Rows.placeGrid(root, across, spacing, plan);
    }

    // A timer ends with its page; a call left for later would be made on a page that is gone.
    Timer {
        id: settled
        interval: 0
        onTriggered: root.place()
    }
}
