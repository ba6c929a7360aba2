pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// A table of people or things: its rows as tiles, one row at a time to write in.
Column {
    id: root

    required property Question question
    readonly property var rows: question.vm.form.values[question.modelData.id] ?? []
    readonly property var columns: question.modelData.columns
    readonly property var say: question.vm.texts.table
    readonly property bool divisible: true
    readonly property bool removable: editing >= 0
    property int editing: -1
    property var cells: []

    spacing: Theme.space24

    function open(index: int): void {
        cells = index < rows.length ? rows[index].slice() : columns.map(() => "");
        editing = index;
        question.tableOpened(root);
    }

    // An empty row is none; a row keeps its place.
    function close(): void {
        const kept = rows.slice();
        if (cells.some(cell => cell.trim() !== ""))
            kept[editing] = cells;
        else if (editing < kept.length)
            kept.splice(editing, 1);
        leave(kept);
    }

    function remove(): void {
        leave(rows.filter((row, index) => index !== editing));
    }

    function leave(kept: var): void {
        editing = -1;
        question.writing("");
        question.tableOpened(null);
        question.vm.form.setRows(question.modelData.id, kept);
    }

    Problem {
        width: parent.width
        text: root.question.problem
    }

    TextLabel {
        width: parent.width
        visible: root.editing < 0 && root.rows.length === 0
        text: root.say[root.question.modelData.least > 0 ? "form.table.begin" : "form.table.empty"]
        tone: "muted"
    }

    Repeater {
        model: root.editing < 0 ? root.rows : []

        ListTile {
            required property var modelData
            required property int index
            objectName: "row-" + index
            width: root.width
            text: modelData[0] || root.say["form.table.row"].replace("{n}", index + 1)
            why: modelData.slice(1).filter(cell => cell !== "").join("\u3000")
            pictogram: "pen"
            onClicked: root.open(index)
        }
    }

    SecondaryButton {
        objectName: "add-row"
        width: parent.width
        visible: root.editing < 0
        text: root.say["form.table.add"]
        pictogram: "plus"
        onClicked: root.open(root.rows.length)
    }

    Repeater {
        model: root.editing < 0 ? [] : root.columns

        WritingField {
            id: cell
            question: root.question
            required property string modelData
            required property int index
            objectName: "cell-" + index
            width: root.width
            label: modelData
            onEdited: text => root.cells[index] = text
            Component.onCompleted: text = root.cells[index] ?? ""
        }
    }
}
