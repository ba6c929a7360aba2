import QtQuick
import "../theme"
import "rows.js" as Rows

// The page's buttons: the primary one takes what is left; where they do not fit they stand on one another, primary first.
Item {
    id: root

    property real spacing: Theme.space16
    readonly property var plan: Rows.measureActions(root, spacing)

    implicitHeight: plan.height
    onPlanChanged: settled.restart()
    Component.onCompleted: place()

    function place(): void {
        Rows.placeActions(root, spacing, plan);
    }

    // A timer ends with its page; a call left for later would be made on a page that is gone.
    Timer {
        id: settled
        interval: 0
        onTriggered: root.place()
    }
}
