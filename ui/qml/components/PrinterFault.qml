import QtQuick
import "printerfaults.js" as Faults

// What happened to the printer or to the paper, and beside it what to do now.
TwoFrames {
    property string fault: ""
    readonly property bool known: Faults.known(fault)

    happened: Faults.left(fault, colours)
    advised: Faults.right(fault, colours)
}
